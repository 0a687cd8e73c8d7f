import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Speech } from './speech.ts';

/** What people do on the pages, in their own order. */

export async function signIn(page: Page, base: string, speech: Speech, office: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByRole('button', { name: office, exact: true }).click();
  await page.waitForURL('**/desk');
  await page.getByRole('heading', { level: 1, name: speech.t('desk.title') }).waitFor();
}

/** The same by a participant's code, in any language: as its signing officer. */
export async function signInByCode(page: Page, base: string, code: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.locator(`li:has(> #participant-${code}) button`).nth(1).click();
  await page.waitForURL('**/desk');
  await page.getByRole('heading', { level: 1 }).waitFor();
}

export async function openMeasureFromCatalogue(page: Page, speech: Speech): Promise<void> {
  await page
    .getByRole('link', { name: speech.t('nav.catalogue'), exact: true })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: speech.t('catalogue.title') }).waitFor();
  await page.getByRole('link', { name: speech.measure, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: speech.measure }).waitFor();
}

export async function goOn(page: Page, speech: Speech): Promise<void> {
  await page.getByRole('button', { name: speech.t('filing.continue'), exact: true }).click();
}

/** Fills the notification of an exercise. */
export async function fillExercise(page: Page): Promise<void> {
  const fill = (field: string, text: string): Promise<void> => page.locator(`#answer-${field}`).fill(text);
  await fill('name', 'Exercise Steppe 2027');
  await fill('purpose', 'Training of staffs.\nNo live firing.');
  await page.locator('#answer-type').selectOption('field');
  await page.locator('#answer-commandLevel').selectOption('brigade');
  await fill('start', '2027-09-01');
  await fill('end', '2027-09-10');
  await fill('area', 'Training ground in the south of the region');
  await page.locator('#answer-placePrecision-first').check();
  await fill('totalPersonnel', '3500');
  await fill('equipment-tanks', '40');
  for (const question of ['airPart', 'navalPart', 'observersInvited']) {
    await page.locator(`#answer-${question} input`).nth(1).check();
  }
  await fill('dutyContact-office', 'Duty office');
  await fill('dutyContact-email', 'duty@example.org');
  await fill('dutyContact-telephone', '+999 00 000 000');
}

/** Chooses a file to go with the notice. */
export async function attach(
  page: Page,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  await page.locator('#files input[type=file]').setInputFiles({ ...file });
  await page.locator('#files').getByText(file.name, { exact: true }).waitFor();
}

/** The bytes of an attachment of the letter shown. */
export async function downloaded(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  const path = await (await waiting).path();
  return readFileSync(path);
}

/** Presses the last button and gives the reference on the receipt. */
export async function signAndFile(page: Page, speech: Speech): Promise<string> {
  await page.getByRole('button', { name: speech.t('sign.button'), exact: true }).click();
  return readReference(page);
}

/** The reference that the page shows after filing. */
export async function readReference(page: Page): Promise<string> {
  await page.waitForURL('**/filed/*');
  return (await page.locator('[data-reference]').getAttribute('data-reference')) ?? '';
}

/** Waits until the browser's own store holds a draft that says `text`: writing goes on for a moment after the last key. */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('keyval-store');
        opening.onsuccess = () => {
          const all = opening.result.transaction('keyval').objectStore('keyval').getAll();
          all.onsuccess = () => resolve(JSON.stringify(all.result).includes(wanted));
        };
      }),
    text,
  );
}
