import { describe, expect, test } from 'vitest';
import { signIn } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { speechOf } from './speech.ts';

/** Who is let in, and where an office is signed in. */
export function peopleTests(place: Place): void {
  describe('people and sessions of an office', () => {
    test('an invitation is signed here, its link shown once, and taken back', async () => {
      const speech = speechOf('ru');
      const { page, complaints } = await openWindow(place.browser(), { language: 'ru', width: 390 });
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await page.goto(`${place.base()}/people`);
      await page.getByRole('button', { name: speech.t('people.invite.button') }).click();
      await page.getByRole('alert').getByText(speech.t('people.label-missing')).waitFor();
      await page.locator('#person-label').fill('Второй секретарь');
      await page.getByRole('button', { name: speech.t('people.invite.button') }).click();
      const link = await page.locator('code').filter({ hasText: '/invited#' }).innerText();
      expect(link).toMatch(/\/invited#[\w-]{43}$/);
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
      await page.getByRole('button', { name: `${speech.t('people.withdraw')} Второй секретарь` }).click();
      await page.getByText(speech.t('people.none')).waitFor();
      const other = await openWindow(place.browser(), { language: 'ru', width: 390 });
      await other.page.goto(link);
      await other.page.getByText(speech.t('invited.no-provider')).waitFor();
      expect([...complaints, ...other.complaints]).toEqual([]);
    });

    test('every place where it is signed in is shown, and the others are ended', async () => {
      const speech = speechOf('en');
      const open = () => openWindow(place.browser(), { language: 'en', width: 1280 });
      const [here, there] = [await open(), await open()];
      for (const { page } of [here, there])
        await signIn(page, place.base(), speech, speech.mongolianFocalPoint);
      await here.page.goto(`${place.base()}/sessions`);
      await here.page.getByText(speech.t('sessions.this')).waitFor();
      await expectAccessible(here.page);
      await here.page.getByRole('button', { name: speech.t('sessions.end-others') }).click();
      await here.page
        .getByRole('button', { name: speech.t('sessions.end-others') })
        .waitFor({ state: 'detached' });
      await there.page.goto(`${place.base()}/desk`);
      await there.page.getByText(speech.t('session.none')).waitFor();
      await here.page.goto(`${place.base()}/desk`);
      await here.page.getByText(speech.t('session.acting')).waitFor();
    });
  });
}
