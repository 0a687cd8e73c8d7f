import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signIn, signInByCode } from './acts.ts';
import { openWindow } from './browser.ts';
import { expectSound } from './looks.ts';
import { type Place, walksAll } from './place.ts';
import { speechOf } from './speech.ts';

const ofEverybody = [
  '/',
  '/catalogue',
  '/measures/exercise-notice',
  '/measures/constructor',
  '/measures/exercise-notice/threads',
  '/participants',
  '/keys',
  '/participants/KZ',
  '/released',
  '/about',
  '/how-to-verify',
  '/tour',
  '/matrix',
  '/facts',
  '/log',
  '/verify',
  '/sign-in',
  '/invited',
  '/design',
  '/desk',
  '/search',
  '/no-such-page',
];

const ofOffices = [
  '/desk',
  '/inbox',
  '/inbox?box=sent',
  '/due',
  '/sealing',
  '/sessions',
  '/people',
  '/signing',
  '/office',
];

/** How many pages are looked at at once. */
const abreast = 4;

const directions = [
  { language: 'en', direction: 'ltr' },
  { language: 'ar', direction: 'rtl' },
] as const;

/** Every page in both directions and every look, and the checking of a file from disk. */
export function pageTests(place: Place): void {
  describe('pages', () => {
    test('make no script and no markup of a text, whatever they are told', async () => {
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await page.goto(`${place.base()}/catalogue`);
      const answer = await page.request.get(place.base());
      expect(answer.headers()['cross-origin-opener-policy']).toBe('same-origin');
      const outcomes = await page.evaluate(() => {
        const attempts: Record<string, () => unknown> = {
          markup: () => {
            document.createElement('p').innerHTML = '<b>x</b>';
          },
          script: () => {
            document.createElement('script').textContent = '1';
          },
          policy: () =>
            (
              globalThis as unknown as {
                trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
              }
            ).trustedTypes.createPolicy('own', {}),
        };
        return Object.entries(attempts).map(([name, attempt]) => {
          try {
            attempt();
            return `${name}: done`;
          } catch {
            return `${name}: refused`;
          }
        });
      });
      expect(outcomes).toEqual(['markup: refused', 'script: refused', 'policy: refused']);
      await page.context().close();
    });

    test.each(walksAll ? directions : directions.slice(0, 1))(
      'are whole and accessible, $direction: for anybody',
      async (look) => {
        const { page, complaints } = await openWindow(place.browser(), { ...look, width: 1280 });
        await lookAtAll(page.context(), place.base(), ofEverybody, look);
        expect(complaints).toEqual([]);
      },
    );

    test.runIf(walksAll).each(directions)(
      'are whole and accessible, $direction: for an office',
      async (look) => {
        const { page, complaints } = await openWindow(place.browser(), { ...look, width: 1280 });
        await signInByCode(page, place.base(), 'KZ');
        await lookAtAll(page.context(), place.base(), ofOffices, look);
        expect(complaints).toEqual([]);
      },
    );

    test.runIf(walksAll)('speak Russian, with room for its longer words', async () => {
      const { page } = await openWindow(place.browser(), { language: 'ru', width: 390 });
      for (const address of ofEverybody) {
        await page.goto(place.base() + address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe('ru');
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([address, beyond]).toEqual([address, 0]);
      }
    });

    test.runIf(walksAll)(
      'the menu of a telephone opens, closes by Escape, and gives the focus back',
      async () => {
        const speech = speechOf('en');
        const { page } = await openWindow(place.browser(), { language: 'en', width: 390 });
        await page.goto(`${place.base()}/catalogue`);
        const button = page.getByRole('button', { name: speech.t('nav.menu') });
        const link = page.locator('.menu').getByRole('link', { name: speech.t('nav.log'), exact: true });
        await button.focus();
        await page.keyboard.press('Enter');
        await link.waitFor();
        await page.keyboard.press('Escape');
        await link.waitFor({ state: 'hidden' });
        expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
        await page.keyboard.press('Enter');
        await link.click();
        await page.waitForURL('**/log');
        await link.waitFor({ state: 'hidden' });
      },
    );

    test.runIf(walksAll)('a choice of display is kept on the device', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await page.goto(`${place.base()}/catalogue`);
      const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await paper();
      await page.getByRole('button', { name: speech.t('display.title') }).click();
      await page.getByLabel(speech.t('display.scheme.dark'), { exact: true }).check();
      const dark = await paper();
      expect(dark).not.toBe(light);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await paper()).toBe(dark);
    });

    test('a change of language is kept, and reaches the title', async () => {
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await page.goto(`${place.base()}/catalogue`);
      await page.getByRole('link', { name: 'Русский' }).click();
      await page.getByRole('heading', { level: 1, name: 'Каталог мер доверия' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Каталог мер доверия' }).waitFor();
      expect(await page.title()).toContain('Каталог мер доверия');
    });

    test.runIf(walksAll)('a proof file checked from disk; one changed byte is found', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      const register = (await (await page.request.get(`${place.base()}/api/v1/register`)).json()) as {
        keys: { certificate: string }[];
      };
      const id = register.keys.at(-1)?.certificate ?? '';
      const proof = await (await page.request.get(`${place.base()}/api/v1/notices/${id}/proof`)).body();
      const give = async (buffer: Buffer): Promise<void> =>
        page
          .locator('#proof-file')
          .setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer });
      await page.goto(`${place.base()}/verify`);
      await give(proof);
      await page.getByText(speech.t('verify.ok')).waitFor();
      const digit = /("entry":"rapport\/entry@v1\\n\d{8})(\d)/;
      const changed = Buffer.from(
        proof.toString().replace(digit, (_, head: string, old: string) => `${head}${(Number(old) + 1) % 10}`),
      );
      expect(changed.equals(proof)).toBe(false);
      await give(changed);
      await page.getByText(speech.t('verify.not-ok')).waitFor();
      expect(await page.locator('.verdict .fault').count()).toBeGreaterThan(0);
    });
  });
}

async function lookAtAll(
  context: BrowserContext,
  base: string,
  addresses: readonly string[],
  look: (typeof directions)[number],
): Promise<void> {
  const waiting = [...addresses];
  const lookOn = async (): Promise<void> => {
    const page = await context.newPage();
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      await lookAt(page, base + address, look);
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: abreast }, lookOn));
}

async function lookAt(page: Page, url: string, look: (typeof directions)[number]): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe(look.direction);
  expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
  expect(await page.title()).not.toBe('');
  await expectSound(page);
}
