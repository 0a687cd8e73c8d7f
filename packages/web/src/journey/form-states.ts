import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fillExercise, readReference, signInByCode } from './acts.ts';
import { openWindow } from './browser.ts';
import { expectSound } from './looks.ts';
import type { Place } from './place.ts';

const directions = [
  { language: 'en', direction: 'ltr' },
  { language: 'ar', direction: 'rtl' },
] as const;

const form = '/measures/exercise-notice';

/** A form in each of its states: empty, with errors, filled, checked, addressed, to be signed, filed; then its thread. */
export function formStateTests(place: Place): void {
  describe('every state of a form', () => {
    test.each(directions)('is whole and accessible, $direction', async (look) => {
      const { page, complaints } = await openWindow(place.browser(), { ...look, width: 1280 });
      await signInByCode(page, place.base(), 'KZ');
      await page.goto(place.base() + form);
      await page.locator('main a.button').first().click();
      await page.locator('#answer-name').waitFor();
      await expectSound(page);
      await goOn(page);
      await page.locator('.error-summary').waitFor();
      await expectSound(page);
      await fillExercise(page);
      await page.locator('.error-summary').waitFor({ state: 'detached' });
      await expectSound(page);
      await goOn(page);
      await page.waitForURL(/part=check/);
      await expectSound(page);
      await goOn(page);
      await page.locator('#audience').waitFor();
      await page.locator('#audience-kind-first').check();
      await expectSound(page);
      await goOn(page);
      await page.waitForURL(/part=sign/);
      await expectSound(page);
      await goOn(page);
      await readReference(page);
      await page.locator('.verdict .sound').waitFor();
      await expectSound(page);
      await page.locator('main a[href^="/threads/"]').click();
      await page.locator('.letter').first().waitFor();
      await expectSound(page);
      expect(complaints).toEqual([]);
    });
  });
}

async function goOn(page: Page): Promise<void> {
  await page.locator('main .actions .button:not(.second)').last().click();
}
