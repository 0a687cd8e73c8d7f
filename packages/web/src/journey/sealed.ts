import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { attach, goOn, signAndFile, signIn } from './acts.ts';
import { expectAccessible, type Looking, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { type Speech, speechOf } from './speech.ts';

const ways: readonly (Looking & { readonly language: 'en' | 'ru' })[] = [
  { language: 'en', width: 1280 },
  { language: 'ru', width: 390 },
];

const photo = {
  name: 'ridge.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('what was seen from the ridge'),
};
const passphrase = 'five words that nobody joined';

/** From an office's first key to an answer that only two states can read. */
export function sealedTests(place: Place): void {
  describe('a sealed exchange', () => {
    test.each(ways)('opens for both sides and for nobody else: $language, $width px', async (looking) => {
      const speech = speechOf(looking.language);
      const kazakhstan = await openWindow(place.browser(), looking);
      const mongolia = await openWindow(place.browser(), looking);
      const [kz, mn] = [kazakhstan.page, mongolia.page];
      await signIn(mn, place.base(), speech, speech.mongolianFocalPoint);
      await publish(mn, place.base(), speech);
      await signIn(kz, place.base(), speech, speech.kazakhSigner);
      await publish(kz, place.base(), speech);

      const bodies: string[] = [];
      kz.on('request', (request) => bodies.push(request.postData() ?? ''));
      await kz.goto(`${place.base()}/measures/clarification-request/1/file/ask`);
      await kz.locator('#answer-subject').fill('Vehicles near the eastern road');
      await kz.locator('#answer-observed').fill('About thirty of them on two days.');
      await kz.locator('#answer-questions button').last().click();
      await kz.locator('#answer-questions-0').fill('What are they there for?');
      await kz.locator('#answer-contact-office').fill('Duty office');
      await kz.locator('#answer-contact-email').fill('duty@example.org');
      await kz.locator('#answer-contact-telephone').fill('+999 00 000 000');
      await attach(kz, photo);
      await goOn(kz, speech);
      await goOn(kz, speech);
      await kz.locator('#audience-name-MN').check();
      await kz.locator('#audience-seal').check();
      await kz.getByText(speech.t('seal.host')).waitFor();
      await expectAccessible(kz);
      await goOn(kz, speech);
      await signAndFile(kz, speech);
      const sent = bodies.join('');
      for (const word of ['eastern road', 'thirty', 'there for', 'Duty office', photo.name])
        expect(sent).not.toContain(word);
      expect(sent).not.toContain(photo.buffer.toString('base64').slice(0, 24));
      await kz.getByRole('link', { name: speech.t('letter.thread') }).click();
      await kz.getByText('Vehicles near the eastern road').first().waitFor();
      const address = kz.url();

      await mn.goto(address);
      await mn.getByText('What are they there for?').first().waitFor();
      const download = mn.waitForEvent('download');
      await mn.getByRole('button', { name: photo.name }).click();
      const path = await (await download).path();
      expect(readFileSync(path, 'utf8')).toBe(photo.buffer.toString());
      await expectAccessible(mn);

      const other = await openWindow(place.browser(), looking);
      await signIn(other.page, place.base(), speech, speech.mongolianFocalPoint);
      await other.page.goto(address);
      await other.page.getByText(speech.t('sealed.no-key')).waitFor();
      expect(await other.page.getByText('eastern road').count()).toBe(0);
      await takeUpCopy(mn, other.page, place.base(), speech);
      await other.page.goto(address);
      await other.page.getByText('What are they there for?').first().waitFor();
      expect([...kazakhstan.complaints, ...mongolia.complaints, ...other.complaints]).toEqual([]);
    });
  });
}

async function publish(page: Page, base: string, speech: Speech): Promise<void> {
  await page.goto(`${base}/sealing`);
  await page.getByRole('button', { name: speech.t('sealing.make') }).click();
  await page.getByRole('link', { name: speech.t('sealing.publish') }).click();
  await page.locator('#answer-key').waitFor();
  for (let part = 0; part < 3; part += 1) await goOn(page, speech);
  await signAndFile(page, speech);
  await page.goto(`${base}/sealing`);
  await page.getByText(speech.t('sealing.here')).first().waitFor();
  await expectAccessible(page);
}

/** A copy of the keys, saved in one browser and taken up in another. */
async function takeUpCopy(from: Page, to: Page, base: string, speech: Speech): Promise<void> {
  await from.goto(`${base}/sealing`);
  await from.locator('#sealing-passphrase').fill(passphrase);
  const download = from.waitForEvent('download');
  await from.getByRole('button', { name: speech.t('sealing.save') }).click();
  const path = await (await download).path();
  await to.goto(`${base}/sealing`);
  await to.locator('#sealing-copy').setInputFiles(path);
  await to.locator('#sealing-passphrase').fill('not these words at all');
  await to.getByRole('button', { name: speech.t('sealing.restore.button') }).click();
  await to.getByText(speech.t('sealing.restore.wrong')).waitFor();
  await to.locator('#sealing-passphrase').fill(passphrase);
  await to.getByRole('button', { name: speech.t('sealing.restore.button') }).click();
  await to.getByText(speech.t('sealing.restored')).waitFor();
}
