import { describe, expect, test } from 'vitest';
import { signIn } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { speechOf } from './speech.ts';

const addresses = [
  '/',
  '/catalogue',
  '/measures/exercise-notice',
  '/participants',
  '/participants/KZ',
  '/released',
  '/about',
  '/how-to-verify',
  '/tour',
  '/log',
  '/verify',
  '/sign-in',
  '/sealing',
  '/sessions',
  '/people',
  '/invited',
  '/desk',
  '/signing',
  '/office',
  '/inbox',
  '/due',
  '/facts',
  '/matrix',
  '/measures/constructor',
  '/measures/exercise-notice/threads',
  '/no-such-page',
];

/** Every language and width; Arabic is the one that is read from right to left. */
const looks = [1280, 390].flatMap((width) => [
  { language: 'en', width, direction: 'ltr' } as const,
  { language: 'ru', width, direction: 'ltr' } as const,
  { language: 'ar', width, direction: 'rtl' } as const,
]);

/** Public pages in every look, and the checking of a file from disk. */
export function pageTests(place: Place): void {
  describe('pages that anybody can read', () => {
    test.each(looks)('are whole and accessible: $language, $width px, $direction', async (look) => {
      const { page, complaints } = await openWindow(place.browser(), look);
      for (const address of addresses) {
        await page.goto(place.base() + address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.locator('html').getAttribute('dir')).toBe(look.direction);
        await expectAccessible(page);
        expect(await page.title()).not.toBe('');
        expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
      }
      expect(complaints).toEqual([]);
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

    test('a proof file checked from disk; one changed byte is found', async () => {
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
