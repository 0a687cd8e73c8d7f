import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../verify-alone/words.ts';
import { expectAccessible, type Looking, openWindow } from './browser.ts';
import type { Place } from './place.ts';

const vectors = new URL('../../../../vectors/proof-files/', import.meta.url);
const alone = new URL('../../dist/verify.html', import.meta.url).href;

interface Vector {
  readonly name: string;
  readonly policy: string;
  readonly file: string;
}

function vector(name: string): Vector {
  const { policy, file } = JSON.parse(readFileSync(new URL(`${name}.json`, vectors), 'utf8')) as Vector;
  return { name, policy, file };
}

async function give(page: Page, { name, file }: Vector): Promise<void> {
  const proof = { name: `${name}.json`, mimeType: 'application/json', buffer: Buffer.from(file) };
  await page.locator('#proof').setInputFiles(proof);
}

/** A window on the page as a file, with every request to anywhere else counted. */
async function openAlone(place: Place, looking: Looking, hash = '') {
  const { page, complaints } = await openWindow(place.browser(), looking);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(alone + hash);
  return { page, complaints, asked: () => asked.filter((url) => !url.startsWith(alone)) };
}

const looks = [
  { language: 'en', width: 1280 },
  { language: 'ru', width: 390 },
  { language: 'ar', width: 390 },
] as const;

/** The one page that needs no server, opened from a disk. */
export function verifyAloneTests(place: Place): void {
  describe('verify.html from a disk', () => {
    test.each(looks)('proves and refuses, and asks nobody: $language, $width px', async (looking) => {
      const { words } = languages[looking.language];
      const { page, complaints, asked } = await openAlone(place, looking);
      await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe(looking.language === 'ar' ? 'rtl' : 'ltr');
      const accepted = vector('accepted-witnessed');
      await give(page, accepted);
      await page.getByText(words.keysMissing).waitFor();
      await page.locator('#policy').fill(accepted.policy);
      await page.locator('.verdict[data-ok="true"]').waitFor();
      await expectAccessible(page);
      await give(page, { ...accepted, file: accepted.file.replace('Engineers', 'Engineer5') });
      await page.locator('.verdict[data-ok="false"]').waitFor();
      await expectAccessible(page);
      await page.locator('#policy').fill('log nonsense');
      await page.locator('#policy-problem').getByText('policy', { exact: false }).waitFor();
      await page.context().close();
      expect([asked(), complaints]).toEqual([[], []]);
    });

    test('gives the verdict of every vector', async () => {
      const { page } = await openAlone(place, { language: 'en', width: 1280 });
      const names = readdirSync(vectors)
        .filter((name) => /^(accepted|refused)-/.test(name))
        .map((name) => name.replace('.json', ''));
      expect(names.length).toBeGreaterThan(40);
      for (const name of names) {
        await page.reload();
        const one = vector(name);
        await page.locator('#policy').fill(one.policy);
        await give(page, one);
        const isOk = await page.locator('.verdict').getAttribute('data-ok');
        expect([name, isOk]).toEqual([name, `${name.startsWith('accepted-')}`]);
      }
      await page.context().close();
    });

    test('takes the keys from the address, and shows whose they are', async () => {
      const accepted = vector('accepted-offer');
      const hash = `#policy=${Buffer.from(accepted.policy).toString('base64url')}`;
      const { page } = await openAlone(place, { language: 'en', width: 1280 }, hash);
      await page.getByText(languages.en.words.keysFrom).waitFor();
      await give(page, accepted);
      await page.locator('.verdict[data-ok="true"]').waitFor();
      expect(await page.locator('#fingerprint code').innerText()).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
      await page.context().close();
    });

    test('hostile text in a proof stays text', async () => {
      const { page, complaints } = await openAlone(place, { language: 'en', width: 1280 });
      const file = '{"format":"<img src=x onerror=alert(1)>","<script>":1}';
      await page.locator('#policy').fill(vector('accepted-offer').policy);
      await give(page, { name: '<b>', policy: '', file });
      await page.locator('.verdict[data-ok="false"]').waitFor();
      expect(await page.locator('main img, main script').count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('is served with a policy of its own, and works there too', async () => {
      const { page, complaints } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      const answer = await page.goto(`${place.base()}/verify.html`);
      expect(answer?.headers()['content-security-policy']).toMatch(
        /script-src 'sha256-[^;]+; style-src 'sha256-/,
      );
      const accepted = vector('accepted-offer');
      await page.locator('#policy').fill(accepted.policy);
      await give(page, accepted);
      await page.locator('.verdict[data-ok="true"]').waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
}
