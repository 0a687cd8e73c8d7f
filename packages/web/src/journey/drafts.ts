import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { attach, fillExercise, goOn, signIn, waitUntilKept } from './acts.ts';
import { expectAccessible, type Looking, openWindow } from './browser.ts';
import { type Place, walksAll } from './place.ts';
import { type Speech, speechOf } from './speech.ts';

const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('A plan of the area.') };

/** How drafts go from who writes them to who signs. */
export function draftTests(place: Place): void {
  describe('drafts that an office shares', () => {
    const open = async (look: Looking, who: 'mongolianFocalPoint' | 'mongolianSigner') => {
      const speech = speechOf(look.language);
      const window = await openWindow(place.browser(), look);
      await signIn(window.page, place.base(), speech, speech[who]);
      return { ...window, speech };
    };

    test('handed over, returned, mended, signed, recalled, and sent', async () => {
      const look = { language: 'en', width: 1280 } as const;
      const { page: drafter, speech, complaints } = await open(look, 'mongolianFocalPoint');
      const { page: signer, complaints: others } = await open(look, 'mongolianSigner');
      await setRules(signer, place, speech, { secondPerson: true, minutes: '7' });
      await openForm(drafter, place, speech);
      await fillExercise(drafter);
      await attach(drafter, plan);
      await handOver(drafter, speech);

      await signer.goto(`${place.base()}/desk`);
      await section(signer, speech.t('signing.waiting')).getByRole('link').first().click();
      await signer.getByText('Exercise Steppe 2027').first().waitFor();
      await signer.getByText(plan.name).first().waitFor();
      await signer.getByText(speech.t('preview.title')).click();
      await signer.locator('#preview-language').selectOption('ru');
      await signer.locator('.preview[lang=ru]').getByText(speechOf('ru').t('letter.from')).waitFor();
      await expectAccessible(signer);
      await signer.locator('#remark').fill('Say which range.');
      await signer.getByRole('button', { name: speech.t('signing.return') }).click();
      await signer.getByText(speech.t('signing.none')).waitFor();

      await drafter.goto(`${place.base()}/desk`);
      const returned = section(drafter, speech.t('desk.returned'));
      await returned.getByText('Say which range.').waitFor();
      await expectAccessible(drafter);
      await returned.getByRole('link').first().click();
      await drafter.locator('#answer-area').fill('The northern range');
      await handOver(drafter, speech);

      await signer.goto(`${place.base()}/signing`);
      await section(signer, speech.t('signing.waiting')).getByRole('link').first().waitFor();
      await expectAccessible(signer);
      await section(signer, speech.t('signing.waiting')).getByRole('link').first().click();
      await signer.getByText('The northern range').first().waitFor();
      await signer.getByRole('button', { name: speech.t('sign.button') }).click();
      const recall = signer.getByRole('button', { name: speech.t('signing.recall') });
      await recall.waitFor();
      await expectAccessible(signer);
      await recall.click();
      await signer.getByRole('button', { name: speech.t('sign.button') }).click();
      await signer.getByRole('button', { name: speech.t('signing.send-now') }).click();
      await signer.getByRole('link', { name: speech.t('letter.thread') }).click();
      await signer.locator('.letter', { hasText: 'The northern range' }).waitFor();
      await drafter.goto(`${place.base()}/desk`);
      await drafter.getByRole('heading', { level: 1 }).waitFor();
      expect(await section(drafter, speech.t('desk.drafts')).count()).toBe(0);
      await setRules(signer, place, speech, { secondPerson: false, minutes: '0' });
      expect([...complaints, ...others]).toEqual([]);
    });

    test.runIf(walksAll)(
      'written by two at once, on a line that breaks: put together, and chosen where they clash',
      async () => {
        const look = { language: 'ru', width: 390 } as const;
        const { page: one, speech, complaints } = await open(look, 'mongolianFocalPoint');
        const { page: two, complaints: others } = await open(look, 'mongolianSigner');
        await openForm(one, place, speech);
        await one.locator('#answer-name').fill('Учение');
        await saved(one, speech);
        await two.goto(`${place.base()}/desk`);
        await section(two, speech.t('desk.drafts')).getByRole('link').first().click();
        await two.waitForFunction(
          () => document.querySelector<HTMLInputElement>('#answer-name')?.value === 'Учение',
        );

        await one.context().setOffline(true);
        await one.locator('#answer-name').fill('Учение первой');
        await one.locator('#answer-area').fill('Район первой');
        await one.getByText(speech.t('drafts.offline')).waitFor();
        await waitUntilKept(one, 'Район первой');
        await two.locator('#answer-name').fill('Учение второй');
        await two.locator('#answer-purpose').fill('Цель второй');
        await atOffice(two, place, 'Цель второй');
        await one.context().setOffline(false);
        const clash = one.locator('.clash');
        await clash.getByText('Учение второй').waitFor();
        await clash.getByText('Учение первой').waitFor();
        expect(await one.locator('#answer-purpose').inputValue()).toBe('Цель второй');
        await expectAccessible(one);
        await one.reload(); // neither a closed page nor a new one loses either's words
        await clash.getByText('Учение второй').waitFor();
        expect(await one.locator('#answer-name').inputValue()).toBe('Учение первой');
        await clash.getByRole('button', { name: speech.t('drafts.clash.keep-both') }).click();
        await atOffice(one, place, 'Учение первой / Учение второй');
        await two.evaluate(() => window.dispatchEvent(new Event('focus')));
        await two.waitForFunction(() => {
          const value = (id: string) => document.querySelector<HTMLInputElement>(id)?.value ?? '';
          return (
            value('#answer-name').includes('второй') &&
            value('#answer-name').includes('первой') &&
            value('#answer-area') === 'Район первой'
          );
        });
        await putAside(one, place);
        expect([...complaints, ...others]).toEqual([]);
      },
    );

    test('never signed by who changed them last, where two persons are asked for; nothing lost when a session ends', async () => {
      const look = { language: 'ar', width: 390 } as const;
      const { page, speech, complaints } = await open(look, 'mongolianSigner');
      await setRules(page, place, speech, { secondPerson: true, minutes: '0' });
      await expectAccessible(page);
      await openForm(page, place, speech);
      await fillExercise(page);
      await saved(page, speech);
      await page.request.delete(`${place.base()}/api/v1/session`);
      await page.locator('#answer-name').fill('مناورة');
      await page.getByText(speech.t('drafts.signed-out')).waitFor();
      await waitUntilKept(page, 'مناورة');
      const address = page.url();
      await signIn(page, place.base(), speech, speech.mongolianSigner);
      await page.goto(address);
      await atOffice(page, place, 'مناورة');
      await saved(page, speech);
      expect(await page.locator('#answer-name').inputValue()).toBe('مناورة');
      await toSignPart(page, speech, speech.t('filing.sign.title'));
      await page.getByText(speech.t('drafts.second-person')).waitFor();
      expect(await page.getByRole('button', { name: speech.t('sign.button') }).count()).toBe(0);
      await expectAccessible(page);
      const refused = await page.request.post(
        `${place.base()}/api/v1/drafts/${await firstDraft(page, place)}/signing`,
        {
          data: { revision: 1, note: '' },
        },
      );
      expect(refused.status()).toBe(422);
      await putAside(page, place);
      await setRules(page, place, speech, { secondPerson: false, minutes: '0' });
      expect(complaints).toEqual([]);
    });
  });
}

const section = (page: Page, title: string) =>
  page.locator('section.section', { has: page.getByRole('heading', { name: title }) });

/** The form as the measure's page leads to it, for who may sign and for who prepares. */
async function openForm(page: Page, place: Place, speech: Speech): Promise<void> {
  await page.goto(`${place.base()}/measures/exercise-notice`);
  await page.getByRole('link', { name: speech.acts.notify }).click();
  await page.locator('#answer-name').waitFor();
}

async function saved(page: Page, speech: Speech): Promise<void> {
  await page.locator('.saved-line', { hasText: speech.t('drafts.saved') }).waitFor();
}

async function toSignPart(page: Page, speech: Speech, title: string): Promise<void> {
  await goOn(page, speech);
  await page.getByRole('heading', { level: 1, name: speech.t('filing.check.title') }).waitFor();
  await goOn(page, speech);
  await page.getByLabel(speech.t('audience.kind.named')).check();
  const named = page.locator('#audience-name-KZ');
  if (!(await named.isChecked())) await named.check();
  await goOn(page, speech);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Waits until the office has a draft that says `text`. */
async function atOffice(page: Page, place: Place, text: string): Promise<void> {
  const url = `${place.base()}/api/v1/drafts/${await firstDraft(page, place)}`;
  const said = async (): Promise<string> => (await page.request.get(url)).text();
  for (let tries = 0; tries < 100 && !(await said()).includes(text); tries += 1)
    await page.waitForTimeout(200);
  expect(await said()).toContain(text);
}

/** Goes through the parts to the last one and hands over. */
async function handOver(page: Page, speech: Speech): Promise<void> {
  await toSignPart(page, speech, speech.t('drafts.hand-over'));
  expect(await page.getByRole('button', { name: speech.t('sign.button') }).count()).toBe(0);
  await page.getByRole('button', { name: speech.t('drafts.hand-over') }).click();
  await page.waitForURL('**/desk');
}

async function setRules(
  page: Page,
  place: Place,
  speech: Speech,
  { secondPerson, minutes }: { secondPerson: boolean; minutes: string },
): Promise<void> {
  await page.goto(`${place.base()}/office`);
  await page.locator('#second-person').setChecked(secondPerson);
  await page.locator('#undo-minutes').fill(minutes);
  await page.getByRole('button', { name: speech.t('office.save') }).click();
  await page
    .getByRole('status')
    .filter({ hasText: speech.t('office.saved') })
    .waitFor();
}

async function firstDraft(page: Page, place: Place): Promise<string> {
  const answer = await page.request.get(`${place.base()}/api/v1/drafts`);
  const { drafts } = (await answer.json()) as { drafts: { id: string; state: string }[] };
  return drafts.find(({ state }) => state !== 'filed')?.id ?? '';
}

/** Leaves nothing on the desk for the next journey. */
async function putAside(page: Page, place: Place): Promise<void> {
  await page.request.delete(`${place.base()}/api/v1/drafts/${await firstDraft(page, place)}`);
}
