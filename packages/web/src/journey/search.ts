import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fillExercise, goOn, openMeasureFromCatalogue, signAndFile, signIn } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { speechOf } from './speech.ts';

/** A word that no other notice has. */
const title = 'Exercise Steppe Lantern <b>2027</b>';

/** Finding a notice, by whom it is for and by whom it is not for. */
export function searchTests(place: Place): void {
  describe('a search', () => {
    test('finds in three languages what is for the reader, and for others there is nothing', async () => {
      const kazakhstan = await openWindow(place.browser(), { language: 'en', width: 1280 });
      const reference = await fileFor(kazakhstan.page, place.base());
      for (const [language, width, asked] of [
        ['en', 1280, 'lanterns exercise'],
        ['ru', 390, 'lantern Казахстан'],
        ['ar', 390, '"steppe lantern"'],
      ] as const) {
        const { page, complaints } = await openWindow(place.browser(), { language, width });
        const { t } = speechOf(language);
        await signInAs(page, place.base(), /^(Mongolia|Монголия)/);
        await page.getByRole('searchbox', { name: t('search.title') }).fill(asked);
        await page.keyboard.press('Enter');
        const hit = page.locator('.hit', { hasText: reference });
        await hit.waitFor();
        expect(await hit.locator('mark').allTextContents()).toContain('Lantern');
        expect(await hit.locator('b').count()).toBe(0);
        expect(new URL(page.url()).searchParams.get('q')).toBe(asked);
        await expectAccessible(page);
        await page.locator('summary').first().click();
        await page.locator('#filter-measure').selectOption('exercise-notice');
        await page.locator('#q').press('Enter');
        await page.waitForURL(/measure=exercise-notice/);
        await hit.waitFor();
        await expectAccessible(page);
        const link = page.url();
        await signInAs(page, place.base(), /^(Uzbekistan|Узбекистан)/);
        await page.goto(link);
        await page.getByText(t('search.none')).waitFor();
        expect(await page.locator('.hit').count()).toBe(0);
        await expectAccessible(page);
        expect(complaints).toEqual([]);
      }
    });
  });
}

async function fileFor(page: Page, base: string): Promise<string> {
  const speech = speechOf('en');
  await signIn(page, base, speech, speech.kazakhSigner);
  await openMeasureFromCatalogue(page, speech);
  await page.getByRole('link', { name: speech.acts.notify }).click();
  await fillExercise(page);
  await page.locator('#answer-name').fill(title);
  await goOn(page, speech);
  await page.getByRole('heading', { level: 1, name: speech.t('filing.check.title') }).waitFor();
  await goOn(page, speech);
  await page.getByLabel(speech.t('audience.kind.named')).check();
  await page.locator('#audience-name-MN').check();
  await goOn(page, speech);
  return signAndFile(page, speech);
}

async function signInAs(page: Page, base: string, office: RegExp): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByRole('button', { name: office }).first().click();
  await page.waitForURL('**/desk');
}
