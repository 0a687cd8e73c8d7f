import { describe, expect, test } from 'vitest';
import { signIn } from './acts.ts';
import { expectAccessible, type Looking, waitUntilLive } from './browser.ts';
import { type Place, walksAll } from './place.ts';
import { speechOf } from './speech.ts';

const looks: readonly Looking[] = [
  { language: 'en', width: 1280 },
  { language: 'ru', width: 390 },
  { language: 'ar', width: 390 },
];

const pages = [
  '/',
  '/catalogue',
  '/measures/exercise-notice',
  '/measures/exercise-notice/threads',
  '/released',
  '/matrix',
  '/participants',
  '/participants/KZ',
  '/facts',
  '/log',
  '/about',
  '/how-to-verify',
];

/** What the public reads, with a script and without. */
export function publicTests(place: Place): void {
  describe('the public', () => {
    test.each(looks)('reads without a script: $language, $width px', async ({ language, width }) => {
      const context = await place.browser().newContext({
        locale: language,
        viewport: { width, height: 900 },
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      for (const address of pages) {
        const answer = await page.goto(place.base() + address);
        expect([address, answer?.status()]).toEqual([address, 200]);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect(await page.locator('[data-waiting]').count()).toBe(0);
      }
      const absent = await page.goto(`${place.base()}/no-such-page`);
      expect(absent?.status()).toBe(404);
      await page.goto(`${place.base()}/catalogue`);
      if (width === 390) await page.locator('.menu-button').click();
      await page.getByRole('link', { name: 'Русский' }).filter({ visible: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Каталог мер доверия' }).waitFor();
      await page.locator('main a[href^="/measures/"]').first().click();
      expect(await page.locator('html').getAttribute('lang')).toBe('ru');
      await context.close();
    });

    test('gets the same page whoever asks, and no cookie with it', async () => {
      const speech = speechOf('en');
      const context = await place.browser().newContext({ locale: 'en' });
      const page = await context.newPage();
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      for (const address of pages) {
        const [own, theirs] = await Promise.all([
          context.request.get(place.base() + address, { headers: { 'accept-language': 'en' } }),
          fetch(place.base() + address, { headers: { 'accept-language': 'en' } }),
        ]);
        expect([address, await own.text()]).toEqual([address, await theirs.text()]);
        expect([own.headers()['set-cookie'], own.headers()['cache-control']]).toEqual([
          undefined,
          'public, no-cache',
        ]);
      }
      await context.close();
    });

    test.runIf(walksAll)('sees the page taken over where it stood', async () => {
      const context = await place
        .browser()
        .newContext({ locale: 'en', viewport: { width: 1280, height: 600 } });
      const page = await context.newPage();
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/api/v1/organisation', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`${place.base()}/catalogue`);
      await page.evaluate(() => window.scrollTo(0, 900));
      await page.locator('main a[href^="/measures/"]').nth(3).focus();
      const before = await page.evaluate(() => [window.scrollY, document.activeElement?.textContent]);
      release();
      await waitUntilLive(page);
      expect(await page.evaluate(() => [window.scrollY, document.activeElement?.textContent])).toEqual(
        before,
      );
      await expectAccessible(page);
      await context.close();
    });

    test('finds no title of a thread that is not its own in any page or feed', async () => {
      const titles = ['Exercise Steppe', 'Duty office'];
      const feeds = ['/feeds/released.atom', '/feeds/measures/exercise-notice.atom'];
      const dimensions = ['military-political', 'human'].map((id) => `/feeds/dimensions/${id}.atom`);
      for (const address of [...pages, ...feeds, ...dimensions, '/api/v1/released?limit=100']) {
        const answer = await fetch(place.base() + address);
        const text = await answer.text();
        expect([address, answer.status, ...titles.filter((title) => text.includes(title))]).toEqual([
          address,
          200,
        ]);
      }
    });
  });
}
