import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  attach,
  downloaded,
  fillExercise,
  goOn,
  openMeasureFromCatalogue,
  readReference,
  signAndFile,
  signIn,
  waitUntilKept,
} from './acts.ts';
import { expectAccessible, type Looking, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { speechOf } from './speech.ts';

/** A file to go with the notice; its bytes are no text. */
const map = {
  name: 'Карта района.png',
  mimeType: 'image/png',
  buffer: Buffer.from([0x89, 0x50, 0, 0xff, 0x0a]),
};

const ways: readonly (Looking & { readonly language: 'en' | 'ru' })[] = [
  { language: 'en', width: 1280 },
  { language: 'ru', width: 390 },
];

/** The whole way of a notification, and what happens when the line is lost on it. */
export function exchangeTests(place: Place): void {
  describe('an exchange between two states, each in its own browser', () => {
    test.each(ways)(
      'notified, received at once, acknowledged and verified: $language, $width px',
      async (looking) => {
        const speech = speechOf(looking.language);
        const kazakhstan = await openWindow(place.browser(), looking);
        const mongolia = await openWindow(place.browser(), looking);
        const [kz, mn] = [kazakhstan.page, mongolia.page];
        await signIn(mn, place.base(), speech, speech.mongolianFocalPoint);
        const before = await mn.locator('.notice-row').count();

        await signIn(kz, place.base(), speech, speech.kazakhSigner);
        await openMeasureFromCatalogue(kz, speech);
        await kz.getByRole('link', { name: speech.acts.notify }).click();
        await goOn(kz, speech);
        await kz.getByRole('alert').waitFor();
        expect(await kz.locator('.error-summary a').count()).toBeGreaterThan(10);
        await fillExercise(kz);
        await waitUntilKept(kz, '+999 00 000 000');
        await attach(kz, map);
        await waitUntilKept(kz, map.name);
        await kz.reload();
        await kz.locator('#files').getByText(map.name, { exact: true }).waitFor();
        expect(await kz.locator('#answer-name').inputValue()).toBe('Exercise Steppe 2027');
        await goOn(kz, speech);
        await kz.getByRole('heading', { level: 1, name: speech.t('filing.check.title') }).waitFor();
        await goOn(kz, speech);
        await kz.getByLabel(speech.t('audience.kind.named')).check();
        await kz.locator('#audience-name-MN').check();
        await goOn(kz, speech);
        const reference = await signAndFile(kz, speech);
        expect(reference).toMatch(/\/KZ\/\d{4}\/\d{4}$/);
        await kz.locator('.verdict .sound').waitFor();

        await mn.locator('.notice-row').nth(before).waitFor({ timeout: 5000 });
        await mn.locator('.notice-row', { hasText: reference }).getByRole('link').click();
        expect(await downloaded(mn, map.name)).toEqual(map.buffer);
        await mn.getByRole('link', { name: speech.acts.acknowledge }).click();
        await mn.locator('#answer-remarks').fill('Received.');
        await goOn(mn, speech);
        await goOn(mn, speech);
        await goOn(mn, speech);
        await kz.getByRole('link', { name: speech.t('letter.thread') }).click();
        await kz.locator('.letter').first().waitFor();
        const reply = await signAndFile(mn, speech);
        await kz.locator('.letter', { hasText: reply }).waitFor({ timeout: 5000 });
        await expectAccessible(kz);

        await mn.getByRole('link', { name: speech.t('letter.thread') }).click();
        await mn.getByRole('link', { name: `${speech.t('letter.verify')} ${reference}` }).click();
        await mn.getByText(speech.t('verify.ok')).waitFor();
        expect(await mn.locator('.verdict .fault').count()).toBe(0);
        expect(await mn.locator('.verdict .sound').count()).toBe(23);
        await expectAccessible(mn);

        const download = mn.waitForEvent('download');
        await mn.getByRole('button', { name: speech.t('letter.download') }).click();
        expect((await download).suggestedFilename()).toMatch(/^demonstration-/);
        expect([...kazakhstan.complaints, ...mongolia.complaints]).toEqual([]);
      },
    );

    test.each(ways)('erased by its sender, gone for both: $language, $width px', async (looking) => {
      const speech = speechOf(looking.language);
      const kazakhstan = await openWindow(place.browser(), looking);
      const { page } = kazakhstan;
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await openMeasureFromCatalogue(page, speech);
      await page.getByRole('link', { name: speech.acts.notify }).click();
      await fillExercise(page);
      await goOn(page, speech);
      await goOn(page, speech);
      await page.getByLabel(speech.t('audience.kind.named')).check();
      await page.locator('#audience-name-MN').check();
      await goOn(page, speech);
      const reference = await signAndFile(page, speech);
      await page.getByRole('link', { name: speech.t('letter.thread') }).click();
      await page.locator('.letter', { hasText: 'Duty office' }).waitFor();
      const address = page.url();
      await page.getByRole('link', { name: `${speech.t('letter.erase')} ${reference}` }).click();
      await page.locator('#answer-reason').waitFor();
      expect(await page.locator('#answer-notice').inputValue()).toBe(address.split('/').at(-1));
      await expectAccessible(page);
      await page.locator('#answer-reason-first').check();
      await goOn(page, speech);
      await goOn(page, speech);
      expect(await page.locator('#audience-name-MN').isChecked()).toBe(true);
      await goOn(page, speech);
      await signAndFile(page, speech);

      const mongolia = await openWindow(place.browser(), looking);
      await signIn(mongolia.page, place.base(), speech, speech.mongolianFocalPoint);
      for (const reader of [page, mongolia.page]) {
        await reader.goto(address);
        const letter = reader.locator('.letter', { hasText: reference });
        await letter.getByText(speech.t('letter.erased.kept')).waitFor();
        expect(await reader.getByText('Duty office').count()).toBe(0);
        expect(await reader.getByText('Exercise Steppe').count()).toBe(0);
        await expectAccessible(reader);
        await letter.getByRole('link', { name: speech.t('letter.erased.by') }).click();
        await reader.locator('.letter', { hasText: address.split('/').at(-1) ?? '' }).waitFor();
        await expectPrintedProof(reader);
      }
      expect([...kazakhstan.complaints, ...mongolia.complaints]).toEqual([]);
    });

    test('a line lost after signing sends the same bytes again, and they are taken in once', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await openMeasureFromCatalogue(page, speech);
      await page.getByRole('link', { name: speech.acts.notify }).click();
      await fillExercise(page);
      await attach(page, map);
      await goOn(page, speech);
      await page.getByText(map.name, { exact: true }).waitFor();
      await goOn(page, speech);
      await page.getByLabel(speech.t('audience.kind.participants')).check();
      await goOn(page, speech);
      const sent: (string | null)[] = [];
      await page.route('**/api/v1/notices', async (route) => {
        sent.push(route.request().postData());
        if (sent.length > 1) return route.continue();
        await route.fetch();
        await route.abort('connectionreset');
      });
      await page.getByRole('button', { name: speech.t('sign.button'), exact: true }).click();
      await page.getByText(speech.t('sign.waiting')).waitFor();
      await page.reload();
      await page.getByRole('button', { name: speech.t('sign.again') }).click();
      const reference = await readReference(page);
      expect(sent).toHaveLength(2);
      expect(sent[1]).toBe(sent[0]);
      expect(sent[0]).toContain(map.buffer.toString('base64'));
      await page.goto(`${place.base()}/inbox?box=sent`);
      const rows = page.locator('.notice-row', { hasText: reference });
      await rows.first().waitFor();
      expect(await rows.count()).toBe(1);
    });
  });
}

/** On paper a notice alone shows where it is proved, and none of what only a screen is for. */
async function expectPrintedProof(page: Page): Promise<void> {
  const id = page.url().split('/').at(-1) ?? '';
  const proof = page.locator('.proof-address');
  expect(await proof.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await proof.innerText()).toContain(`/verify/${id}`);
  expect((await page.locator('.qr-code').boundingBox())?.width).toBeGreaterThan(100);
  expect(await page.locator('.places').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
}
