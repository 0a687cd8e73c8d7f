import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ar } from '../wording/ar.ts';
import { en } from '../wording/en.ts';
import { ru } from '../wording/ru.ts';
import { signIn } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { openStep } from './returns.ts';
import { speechOf } from './speech.ts';

const words = { en, ru, ar };
const looks = [
  { language: 'en', width: 1280 },
  { language: 'ru', width: 390 },
  { language: 'ar', width: 390 },
] as const;

/** What a press of something hands out, as the path of a file under the name that it was given. */
async function handedOut(page: Page, press: () => Promise<void>): Promise<string> {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  const path = join(mkdtempSync(join(tmpdir(), 'rapport-form-')), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** A form on a computer without a network, and the signed file carried back. */
export function formAloneTests(place: Place): void {
  describe('a form as one file', () => {
    test.each(looks)(
      'filled, signed without a network and carried: $language, $width px',
      async (looking) => {
        const t = words[looking.language];
        const speech = speechOf('en');
        const pages = await openWindow(place.browser(), { language: 'en', width: 1280 });
        await signIn(pages.page, place.base(), speech, speech.kazakhSigner);
        await openStep(pages.page, 'nil-return');
        const form = await handedOut(pages.page, () =>
          pages.page.getByRole('button', { name: en['filing.download-form'] }).click(),
        );

        const alone = await openWindow(place.browser(), looking);
        const { page } = alone;
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.context().setOffline(true);
        const address = pathToFileURL(form).href;
        await page.goto(address);
        const goOn = page.getByRole('button', { name: t['filing.continue'], exact: true });
        await goOn.click();
        await page.getByRole('alert').waitFor();
        await expectAccessible(page);
        await page.locator('#answer-year').fill('2022');
        await goOn.click();
        await page.getByText('2022').waitFor();
        await goOn.click();
        await expectAccessible(page);
        await goOn.click();
        await page.locator('#passphrase').fill('five words nobody joins');
        await expectAccessible(page);
        const key = await handedOut(page, () =>
          page.getByRole('button', { name: t['alone.key.make'] }).click(),
        );
        expect(readFileSync(key, 'utf8')).toMatch(/^LOCKED\+KEY\+[^+]+\/KZ\/signing-officer\+/);
        const verifier = await page.locator('#verifier').innerText();
        const note = await handedOut(page, () =>
          page.getByRole('button', { name: t['alone.sign.button'] }).click(),
        );
        await expectAccessible(page);
        expect([asked.filter((url) => url !== address), alone.complaints]).toEqual([[], []]);
        await page.context().close();

        const certificate = { participant: 'KZ', office: 'signing-officer', key: verifier.trim() };
        await pages.page.request.post(`${place.base()}/api/v1/demonstration/certificates`, {
          data: certificate,
        });
        const bytes = readFileSync(note, 'utf8');
        const give = (text: string): Promise<void> =>
          pages.page
            .locator('#note-file')
            .setInputFiles({ name: 'carried.note', mimeType: 'text/plain', buffer: Buffer.from(text) });
        await pages.page.goto(`${place.base()}/deliver`);
        await expectAccessible(pages.page);
        await give(bytes.replace('2022', '2021'));
        await pages.page.getByRole('alert').waitFor();
        await give(bytes);
        await pages.page.waitForURL('**/filed/*');
        await pages.page.locator('.verdict .sound').waitFor();
        expect(pages.complaints).toEqual([]);
        await pages.page.context().close();
      },
    );
  });
}
