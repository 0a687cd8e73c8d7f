import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ar } from '../wording/ar.ts';
import { fillExercise, goOn, openMeasureFromCatalogue, signAndFile, signIn, waitUntilKept } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import type { Place } from './place.ts';
import { type Speech, speechOf } from './speech.ts';

const worker = fileURLToPath(new URL('../../dist/sw.js', import.meta.url));

/** Waits until the worker has kept an answer of each of these addresses. */
async function waitUntilAnswered(page: Page, paths: readonly string[]): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const kept = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    const held = kept.flat().map(({ url }) => new URL(url).pathname);
    return wanted.every((path) => held.includes(path));
  }, paths);
}

/** How many answers of a session this browser holds. */
async function personalAnswers(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await caches.open('answers of one session')).keys()).length);
}

const sentBox = '/api/v1/notices?box=sent&limit=7';

/** Whether an answer of the session is kept for an address, in whatever language. */
async function isKept(page: Page, path: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const keys = await (await caches.open('answers of one session')).keys();
    return keys.some(({ url }) => url.includes(wanted));
  }, path);
}

const deskNeeds = [
  '/api/v1/session',
  '/api/v1/organisation',
  '/api/v1/clocks',
  '/api/v1/notices',
  '/index.html',
];

async function openDesk(page: Page, base: string, speech: Speech): Promise<void> {
  await page.goto(`${base}/desk`);
  await page.getByRole('heading', { level: 1, name: speech.t('desk.title') }).waitFor();
  await waitUntilAnswered(page, deskNeeds);
}

/** What an office can do while there is no line, and what stays of it on a computer that others use too. */
export function offlineTests(place: Place): void {
  describe('without a line', () => {
    test('read, write, and file when it is back', async () => {
      const looking = { language: 'ru', width: 390 } as const;
      const speech = speechOf(looking.language);
      const { page, complaints } = await openWindow(place.browser(), { ...looking, keeps: true });
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await openMeasureFromCatalogue(page, speech);
      await page.getByRole('link', { name: speech.acts.notify }).click();
      await fillExercise(page);
      await goOn(page, speech);
      await goOn(page, speech);
      await page.getByLabel(speech.t('audience.kind.participants')).check();
      await goOn(page, speech);
      await signAndFile(page, speech);
      await page.getByRole('link', { name: speech.t('letter.thread') }).click();
      await page.locator('.letter', { hasText: 'Exercise Steppe' }).waitFor();
      const thread = page.url();
      await page.reload();
      await page.locator('.letter', { hasText: 'Exercise Steppe' }).waitFor();
      await openMeasureFromCatalogue(page, speech);
      await page.getByRole('link', { name: speech.acts.notify }).click();
      await page.locator('#answer-name').fill('Begun with a line');
      await waitUntilKept(page, 'Begun with a line');
      const draft = page.url();
      await openDesk(page, place.base(), speech);

      await page.context().setOffline(true);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: speech.t('desk.title') }).waitFor();
      await page
        .locator('.strip.offline')
        .getByText(/\d\d:\d\d/)
        .waitFor();
      await expectAccessible(page);
      await page.goto(thread);
      await page.locator('.letter', { hasText: 'Exercise Steppe' }).waitFor();
      await page.goto(draft);
      await page.locator('#answer-name').waitFor();
      expect(await page.locator('#answer-name').inputValue()).toBe('Begun with a line');
      await fillExercise(page);
      await goOn(page, speech);
      await goOn(page, speech);
      await page.getByLabel(speech.t('audience.kind.participants')).check();
      await goOn(page, speech);
      await page.getByRole('button', { name: speech.t('sign.button'), exact: true }).click();
      await page.getByText(speech.t('sign.waiting')).waitFor();
      await page.reload();

      await page.context().setOffline(false);
      await page.getByRole('button', { name: speech.t('sign.again') }).click();
      await page.waitForURL('**/filed/*');
      await page.locator('[data-reference]').waitFor();
      await page.locator('.strip.offline').waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('nothing of a session stays after it: signed out with and without a line, and at another office', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280, keeps: true });
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await openDesk(page, place.base(), speech);
      await page.getByRole('button', { name: speech.t('session.sign-out') }).click();
      await page.getByText(speech.t('session.none')).waitFor();
      await expect.poll(() => personalAnswers(page)).toBe(0);

      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await openDesk(page, place.base(), speech);
      await page.evaluate((path) => fetch(path), sentBox);
      await expect.poll(() => isKept(page, sentBox)).toBe(true);
      await signIn(page, place.base(), speech, speech.mongolianFocalPoint);
      await openDesk(page, place.base(), speech);
      expect(await isKept(page, sentBox)).toBe(false);

      await page.context().setOffline(true);
      await page.getByRole('button', { name: speech.t('session.sign-out') }).click();
      await page.getByText(speech.t('session.none')).waitFor();
      await page.reload();
      await page.getByText(speech.t('desk.sign-in')).waitFor();
      expect(await personalAnswers(page)).toBe(0);
      await page.context().setOffline(false);
      await page.reload();
      await page.getByText(speech.t('desk.sign-in')).waitFor();
      const { status } = await page.evaluate(async () => ({
        status: (await fetch('/api/v1/session')).status,
      }));
      expect(status).toBe(204);
      await page.context().close();
    });

    test('a page that stays open says that there is a newer one', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280, keeps: true });
      await page.goto(`${place.base()}/catalogue`);
      await waitUntilAnswered(page, ['/index.html', '/api/v1/organisation']);
      expect(await page.getByText(speech.t('page.new-version')).count()).toBe(0);
      const built = readFileSync(worker, 'utf8');
      const version = (await page.locator('meta[name="rapport-version"]').getAttribute('content')) ?? '';
      expect(built).toContain(version);
      for (const ending of ['.br', '.gz']) rmSync(worker + ending, { force: true });
      writeFileSync(worker, built.replaceAll(version, 'f'.repeat(16)));
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.getByText(speech.t('page.new-version')).waitFor();
      await expectAccessible(page);
      writeFileSync(worker, built);
      await page.getByRole('link', { name: 'العربية' }).click();
      await page.getByText(ar['page.new-version']).waitFor();
      await expectAccessible(page);
      await page.context().close();
    });
  });
}
