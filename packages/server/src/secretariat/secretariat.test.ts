import { readFileSync } from 'node:fs';
import { ProblemError } from '@rapport/api';
import type { JsonObject } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acknowledgementDraft, exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';

let rapport: TestServer;
beforeAll(async () => {
  rapport = await openTestServer();
});
afterAll(() => rapport.close());

const secretariat = () => rapport.client('CICA', 'secretariat');

const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: unknown) => (error instanceof ProblemError ? error.problem.status : 0),
  );

const incidentFile = new URL(
  '../../../../organisations/cica/measures/ict-incident-notice/examples/accepted-notice.json',
  import.meta.url,
);
const { answers } = JSON.parse(readFileSync(incidentFile, 'utf8')) as { answers: JsonObject };

/** Asks MN for an acknowledgement within a day. */
const incident = (to: readonly string[]) =>
  fileDraft(rapport, {
    participant: 'KZ',
    measureId: 'ict-incident-notice',
    step: 'notify',
    audience: { kind: 'named', participants: [...to].sort() },
    answers: { ...answers, affectedStates: ['MN'] },
  });

test('to all but the secretariat there is nothing here', async () => {
  const state = await rapport.client('KZ');
  const nobody = await rapport.client();
  expect(await statusOf(state.letterRegister({}))).toBe(404);
  expect(await statusOf(state.notReceived())).toBe(404);
  expect(await statusOf(nobody.letterRegister({}))).toBe(401);
  expect(await statusOf(nobody.notReceived())).toBe(401);
});

describe('the register of letters', () => {
  test('holds what the organisation may read, with the number that each letter answers', async () => {
    const open = await fileDraft(rapport, exerciseDraft({ audience: { kind: 'participants' } }));
    const reply = await fileDraft(
      rapport,
      acknowledgementDraft(open.id, { audience: { kind: 'participants' } }),
    );
    const hidden = await fileDraft(rapport, exerciseDraft());
    const client = await secretariat();
    const { rows } = await client.letterRegister({ direction: 'in', limit: 50 });
    const references = new Map(rows.map(({ id, reference }) => [id, reference]));
    expect(rows.find(({ id }) => id === reply.id)?.answers).toBe(references.get(open.id));
    expect(rows.every(({ direction }) => direction === 'in')).toBe(true);
    expect(references.has(hidden.id)).toBe(false);
  });

  test('keeps what the secretariat notes beside a letter, and nothing beside one that it may not read', async () => {
    const { id } = await fileDraft(rapport, exerciseDraft({ audience: { kind: 'participants' } }));
    const hidden = await fileDraft(rapport, exerciseDraft());
    const client = await secretariat();
    const mark = { file: 'MIL 3/2027', owner: 'Military-political desk', due: '2027-02-01', remark: '' };
    await client.markLetter(id, { ...mark, remark: 'To be translated.' });
    await client.markLetter(id, mark);
    const { rows } = await client.letterRegister({});
    expect(rows.find((row) => row.id === id)?.mark).toEqual(mark);
    expect(await statusOf(client.markLetter(hidden.id, mark))).toBe(404);
    const state = await rapport.client('KZ');
    expect(await statusOf(state.markLetter(id, mark))).toBe(404);
  });
});

describe('what is not yet received', () => {
  test('is listed while it runs and when its time has passed, until it comes', async () => {
    const { id } = await incident(['CICA', 'MN']);
    const client = await secretariat();
    const listed = async () => {
      const { items } = await client.notReceived();
      return items.filter(({ thread, participant }) => thread === id && participant === 'MN');
    };
    expect((await listed()).map(({ state }) => state)).toContain('running');
    const began = rapport.now;
    rapport.now = began + 3 * 86_400_000;
    expect((await listed()).map(({ state }) => state)).toContain('passed');
    rapport.now = began;
  });

  test('says nothing of threads that the organisation may not read', async () => {
    const { id } = await incident(['MN']);
    const client = await secretariat();
    const { items } = await client.notReceived();
    expect(items.some(({ thread }) => thread === id)).toBe(false);
  });
});

describe('a reminder', () => {
  test('is recorded for the secretariat, and sent by nobody else or to nobody', async () => {
    const client = await secretariat();
    const sent = await client.remind({ participant: 'MN', template: 'courtesy', measure: 'exercise-notice' });
    expect(sent.told).toBe(0); // nobody there has entered an address
    const { reminders } = await client.reminders();
    expect(reminders[0]).toMatchObject({ id: sent.id, participant: 'MN', byOffice: 'secretariat' });
    const state = await rapport.client('KZ');
    expect(await statusOf(state.remind({ participant: 'MN', template: 'courtesy' }))).toBe(404);
    expect(await statusOf(client.remind({ participant: 'ZZ', template: 'courtesy' }))).toBe(404);
    expect(await statusOf(client.remind({ participant: 'MN', template: 'courtesy', measure: 'none' }))).toBe(
      404,
    );
  });
});

describe('a draft prepared for a state that sends paper', () => {
  const id = '6f9619ff-8b86-4011-b42d-00c04fc964ff';
  const content = { answers: { measure: 'exercise-notice', from: '2027-03-01' }, files: [] };
  const draft = {
    participant: 'MN',
    place: { measure: 'taking-up', edition: '1', step: 'take-up' },
    base: 0,
    content,
  };

  test('is the state’s own from then on: it reads it, the secretariat does not', async () => {
    const client = await secretariat();
    await client.handOver(id, draft);
    const state = await rapport.client('MN');
    expect((await state.draft(id)).content).toEqual(content);
    expect((await state.draft(id)).changed.label).toBe('CICA');
    expect(await statusOf(client.draft(id))).toBe(404);
    expect(await statusOf(client.handOver(id, { ...draft, base: 1 }))).toBe(409);
  });

  test('cannot be handed over by a state, or to nobody', async () => {
    const state = await rapport.client('KZ');
    expect(await statusOf(state.handOver(id, draft))).toBe(404);
    const client = await secretariat();
    expect(await statusOf(client.handOver(id, { ...draft, participant: 'ZZ' }))).toBe(404);
  });
});
