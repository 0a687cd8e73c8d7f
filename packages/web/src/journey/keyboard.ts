import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { type Place, walksAll } from './place.ts';
import { speechOf } from './speech.ts';

/** More stops than any page has: whoever needs them is in a trap. */
const stopsMax = 160;

/** From the first page to the answer of another state, with no hand on the mouse. */
export function keyboardTests(place: Place): void {
  describe('by keyboard alone', () => {
    test.runIf(walksAll)(
      'signed in, a form mended and filed, its receipt opened; read and answered',
      async () => {
        const speech = speechOf('en');
        const kazakhstan = await openWindow(place.browser(), { language: 'en', width: 1280 });
        const { page } = kazakhstan;
        await signInByKeys(page, place.base(), speech.kazakhSigner);
        await press(page, `nav a[href="/catalogue"]`);
        await page.getByRole('heading', { level: 1, name: speech.t('catalogue.title') }).waitFor();
        await press(page, 'main a[href="/measures/exercise-notice"]');
        await press(page, 'main a.button');
        await page.locator('#answer-name').waitFor();
        await press(page, 'main button[type=submit]');
        await page.locator('.error-summary:focus').waitFor();
        await press(page, '.error-summary a');
        await page.locator('#answer-name:focus').waitFor();
        await fillByKeys(page);
        await press(page, 'main button[type=submit]');
        await page.waitForURL(/part=check/);
        await press(page, 'main .actions .button');
        await page.locator('#audience').waitFor();
        await tabTo(page, 'input[name="audience-kind"]');
        await page.keyboard.press('Space');
        await press(page, 'main button[type=submit]');
        await page.waitForURL(/part=sign/);
        await press(page, 'main .actions .button');
        await page.waitForURL('**/filed/*');
        await page.locator('[data-reference]').waitFor();
        const reference = (await page.locator('[data-reference]').getAttribute('data-reference')) ?? '';
        await press(page, 'main a[href^="/verify/"]');
        await page.waitForURL('**/verify/*');

        const mongolia = await openWindow(place.browser(), { language: 'en', width: 1280 });
        await signInByKeys(mongolia.page, place.base(), speech.mongolianFocalPoint);
        await press(mongolia.page, 'nav a[href="/inbox"]');
        await mongolia.page.locator('.notice-row', { hasText: reference }).waitFor();
        await press(mongolia.page, '.notice-row a');
        await press(mongolia.page, 'nav[aria-label] a.button');
        await tabTo(mongolia.page, '#answer-remarks');
        await mongolia.page.keyboard.type('Received.');
        await press(mongolia.page, 'main button[type=submit]');
        await mongolia.page.waitForURL(/part=check/);
        await press(mongolia.page, 'main .actions .button');
        await mongolia.page.waitForURL(/part=audience/);
        await press(mongolia.page, 'main button[type=submit]');
        await mongolia.page.waitForURL(/part=sign/);
        await press(mongolia.page, 'main .actions .button');
        await mongolia.page.waitForURL('**/filed/*');
        expect([...kazakhstan.complaints, ...mongolia.complaints]).toEqual([]);
      },
    );
  });
}

async function signInByKeys(page: Page, base: string, office: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByRole('button', { name: office, exact: true }).waitFor();
  await tabTo(page, '#office-search');
  await page.keyboard.type(office.split(':')[0] ?? '');
  await press(page, `button[aria-label="${office}"]`);
  await page.waitForURL('**/desk');
  await page.locator('h1:focus').waitFor();
}

/** What `fillExercise` fills, key by key; a day is written as the browser of an American reader asks for it. */
async function fillByKeys(page: Page): Promise<void> {
  const fields: readonly (readonly [field: string, keys: string])[] = [
    ['#answer-name', 'Exercise Steppe 2027'],
    ['#answer-purpose', 'Training of staffs.'],
    ['#answer-type', 'Field'],
    ['#answer-commandLevel', 'Brigade'],
    ['#answer-start', '09012027'],
    ['#answer-end', '09102027'],
    ['#answer-area', 'Training ground in the south of the region'],
    ['#answer-placePrecision-first', ' '],
    ['#answer-totalPersonnel', '3500'],
    ['#answer-equipment-tanks', '40'],
    ['#answer-dutyContact-office', 'Duty office'],
    ['#answer-dutyContact-email', 'duty@example.org'],
    ['#answer-dutyContact-telephone', '+999 00 000 000'],
  ];
  for (const [field, keys] of fields) {
    await tabTo(page, field);
    await page.keyboard.type(keys);
  }
  for (const question of ['airPart', 'navalPart', 'observersInvited']) {
    await tabTo(page, `#answer-${question} input`);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
}

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}

/** Goes on from stop to stop until `selector` has the focus; each stop on the way can be seen. @throws in a trap */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < stopsMax; stop += 1) {
    const seen = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return 'nowhere';
      if (focused.matches(wanted)) return 'there';
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const isShown = outlineStyle !== 'none' && outlineWidth !== '0px';
      const isQuiet = focused.matches('h1, main, [tabindex="-1"], :not(:focus-visible)');
      return isShown || isQuiet ? 'on the way' : focused.outerHTML.slice(0, 200);
    }, selector);
    if (seen === 'there') return;
    expect(['nowhere', 'on the way']).toContain(seen);
    await page.keyboard.press('Tab');
  }
  throw new Error(`by keyboard one does not come to ${selector} on ${page.url()}`);
}
