import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { en } from '../wording/en.ts';

/** A yearly return of the demonstration: one that can be nothing, and be carried forward. */
const measure = 'forces-composition';

interface Wording {
  readonly title: string;
  readonly steps: Readonly<Record<string, { readonly act: string }>>;
}

const wording = JSON.parse(
  readFileSync(
    new URL(`../../../../organisations/cica/measures/${measure}/wording/en.json`, import.meta.url),
    'utf8',
  ),
) as Wording;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** From the desk to the form of a step. */
export async function openStep(page: Page, step: string): Promise<void> {
  await page.getByRole('link', { name: en['nav.catalogue'], exact: true }).first().click();
  await page.getByRole('link', { name: wording.title, exact: true }).click();
  await page.getByRole('link', { name: wording.steps[step]?.act ?? step, exact: true }).click();
}

/** Through the parts after the form, to the receipt. */
export async function fileAsOffered(page: Page): Promise<void> {
  await press(page, en['filing.continue']);
  await page.getByRole('heading', { level: 1, name: en['filing.check.title'] }).waitFor();
  await press(page, en['filing.continue']);
  await page.getByRole('heading', { level: 1, name: en['filing.audience.title'] }).waitFor();
  await press(page, en['filing.continue']);
  await press(page, en['sign.button']);
  await page.waitForURL('**/filed/*');
  await page.locator('[data-reference]').waitFor();
}

/** From the desk to the receipt: there is nothing to report. @param year - as the form asks for it */
export async function fileNilReturn(page: Page, year: string): Promise<void> {
  await openStep(page, 'nil-return');
  await page.locator('#answer-year').click();
  await page.keyboard.type(year);
  await fileAsOffered(page);
}
