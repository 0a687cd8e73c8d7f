import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acknowledgementDraft, exampleAnswers, exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';

let rapport: TestServer;
beforeAll(async () => {
  rapport = await openTestServer();
});
afterAll(() => rapport.close());

const incidentFile = new URL(
  '../../../../organisations/cica/measures/ict-incident-notice/examples/accepted-notice.json',
  import.meta.url,
);
const { answers: incident } = JSON.parse(readFileSync(incidentFile, 'utf8')) as { answers: JsonObject };

const named = (name: string) => ({ answers: { ...exampleAnswers('accepted-own-forces'), name } });

/** The subject of a notice in the list of a participant; `absent` where the list does not have the notice. */
async function subjectFor(participant: string, id: string): Promise<unknown> {
  const client = await rapport.client(participant);
  const { notices } = await client.notices({ limit: 50 });
  const found = notices.find((notice) => notice.id === id);
  return found === undefined ? 'absent' : found.subject?.value;
}

test('a list says what each thread is about, as last corrected, to whoever may read it', async () => {
  const { id } = await fileDraft(rapport, exerciseDraft(named('Exercise Lantern')));
  const reply = await fileDraft(rapport, acknowledgementDraft(id));
  expect(await subjectFor('UZ', id)).toBe('Exercise Lantern');
  expect(await subjectFor('UZ', reply.id)).toBe('Exercise Lantern');
  expect(await subjectFor('AZ', id)).toBe('absent');
  const correct = { step: 'correct', thread: id, after: id };
  await fileDraft(rapport, exerciseDraft({ ...named('Exercise Beacon'), ...correct }));
  expect(await subjectFor('UZ', reply.id)).toBe('Exercise Beacon');
});

test('a clock is listed with what its thread is about', async () => {
  const answers = { ...incident, affectedStates: ['MN'], subject: 'Mail server outage' };
  const notify = { measureId: 'ict-incident-notice', step: 'notify', answers };
  await fileDraft(rapport, exerciseDraft(notify));
  const client = await rapport.client('MN');
  const { items } = await client.clockItems({ side: 'owed', state: 'running' });
  const found = items.filter(({ measure }) => measure === 'ict-incident-notice');
  expect(found.map(({ subject }) => subject)).toContainEqual({ value: 'Mail server outage' });
});

test('an erased opening has no subject any more, and a long one is cut', async () => {
  const { id } = await fileDraft(rapport, exerciseDraft(named('Exercise Wick')));
  const erase = { measureId: 'erasure', step: 'erase', answers: { notice: id, reason: 'personal-data' } };
  await fileDraft(rapport, exerciseDraft(erase));
  expect(await subjectFor('UZ', id)).toBeUndefined();
  const long = await fileDraft(rapport, exerciseDraft(named(`Exercise ${'a'.repeat(180)}`)));
  expect(String(await subjectFor('UZ', long.id))).toHaveLength(160);
});
