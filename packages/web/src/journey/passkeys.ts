import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fillExercise, goOn, openMeasureFromCatalogue, signAndFile, signIn } from './acts.ts';
import { expectAccessible, openWindow } from './browser.ts';
import { found } from './founding.ts';
import type { Place } from './place.ts';
import { startServer } from './running-server.ts';
import { speechOf } from './speech.ts';

/** A device of Chromium's own, whose holder always answers. */
interface Device {
  readonly line: CDPSession;
  readonly authenticatorId: string;
}

async function giveDevice(page: Page): Promise<Device> {
  const line = await page.context().newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { line, authenticatorId };
}

async function setUnlocked({ line, authenticatorId }: Device, isUserVerified: boolean): Promise<void> {
  await line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
}

/** Passkeys belong to a name: a bare address has none. */
function named(base: string): string {
  return base.replace('127.0.0.1', 'localhost');
}

/** Offices that sign with what the device holds, in a demonstration and in production. */
export function passkeyTests(place: Place): void {
  describe('passkeys', () => {
    test('sign in, sign a notice that anybody verifies, and sign nothing while the device stays locked', async () => {
      const speech = speechOf('en');
      const { page, complaints } = await openWindow(place.browser(), { language: 'en', width: 390 });
      const base = named(place.base());
      const device = await giveDevice(page);
      await page.goto(`${base}/sign-in`);
      await page.getByLabel(speech.t('sign-in.kind.passkey')).check();
      await expectAccessible(page);
      await page.getByRole('button', { name: speech.kazakhSigner, exact: true }).click();
      await page.waitForURL('**/desk');
      await openMeasureFromCatalogue(page, speech);
      await page.getByRole('link', { name: speech.acts.notify }).click();
      await fillExercise(page);
      await goOn(page, speech);
      await goOn(page, speech);
      await page.getByLabel(speech.t('audience.kind.participants')).check();
      await goOn(page, speech);

      await setUnlocked(device, false);
      await page.getByRole('button', { name: speech.t('sign.button'), exact: true }).click();
      await page.getByText(speech.t('sign.passkey-refused')).waitFor();
      await expectAccessible(page);

      await setUnlocked(device, true);
      expect(await signAndFile(page, speech)).toMatch(/\/KZ\/\d{4}\/\d{4}$/);
      await page.getByRole('link', { name: speech.t('filed.verify') }).click();
      await page.getByText(speech.t('verify.ok')).waitFor();
      expect(await page.locator('.verdict .fault').count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('a bare address offers none and says why', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 390 });
      await page.goto(`${place.base()}/sign-in`);
      await page.getByText(speech.t('sign-in.no-passkeys')).waitFor();
      expect(await page.getByLabel(speech.t('sign-in.kind.passkey')).count()).toBe(0);
      await signIn(page, place.base(), speech, speech.mongolianFocalPoint);
      await page.context().close();
    });

    test.each(['en', 'ru'] as const)(
      'in production an office makes one, its ministry certifies it, and any browser with it signs in: %s',
      async (language) => {
        const speech = speechOf(language);
        const server = await startServer({ RAPPORT_MODE: 'production' });
        const { certify, member } = await found(server.base, 'KZ');
        const { page, complaints } = await openWindow(place.browser(), { language, width: 1280 });
        await giveDevice(page);
        await page.goto(`${named(server.base)}/sign-in`);
        await page.getByLabel(speech.t('sign-in.participant')).selectOption(member);
        await page.getByLabel(speech.t('sign-in.office')).fill('signing-officer');
        await page.getByRole('button', { name: speech.t('sign-in.make-key'), exact: true }).click();
        const line = await page.locator('[data-verifier-key]').innerText();
        await expectAccessible(page);
        const enter = page
          .locator('form')
          .getByRole('button', { name: speech.t('sign-in.enter'), exact: true });
        await enter.click();
        await page.getByText(speech.t('sign-in.not-certified')).waitFor();
        await expectAccessible(page);

        await certify('signing-officer', line.trim());
        // What this browser knew is gone; the device still holds the passkey.
        await page.evaluate(() => indexedDB.deleteDatabase('keyval-store'));
        await page.reload();
        await page.getByLabel(speech.t('sign-in.participant')).selectOption(member);
        await page.getByLabel(speech.t('sign-in.office')).fill('signing-officer');
        await enter.click();
        await page.waitForURL('**/desk');
        await page.getByRole('heading', { level: 1, name: speech.t('desk.title') }).waitFor();
        await page.goto(`${named(server.base)}/design`);
        await page.getByRole('heading', { level: 1, name: speech.t('not-found.title') }).waitFor();
        expect(complaints).toEqual([]);
        await page.context().close();
        await server.stop();
      },
    );
  });
}
