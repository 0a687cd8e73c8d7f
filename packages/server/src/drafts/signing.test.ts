import { randomUUID } from 'node:crypto';
import { type Client, type DraftChange, ProblemError } from '@rapport/api';
import type { Audience, JsonObject } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JobRunner } from '../jobs/job-runner.ts';
import { registeredTasks } from '../jobs/registered-tasks.ts';
import { exampleAnswers } from '../testing/exercise.ts';
import { noticeOf, openTestServer, signedText, type TestServer } from '../testing/test-server.ts';
import { claimSending } from './queries.ts';

let test_: TestServer;
let drafter: Client;
let signer: Client;
beforeAll(async () => {
  test_ = await openTestServer();
  drafter = await test_.client('KZ', 'focal-point');
  signer = await test_.client('KZ', 'signing-officer');
});
afterAll(() => test_.close());

const audience: Audience = { kind: 'named', participants: ['MN', 'UZ'] };

function written(change: Partial<DraftChange['content']> = {}, base = 0): DraftChange {
  const measure = test_.server.organisation.measures.find(({ id }) => id === 'exercise-notice');
  const place = { measure: 'exercise-notice', edition: measure?.edition ?? '', step: 'notify' };
  return {
    participant: 'KZ',
    place,
    base,
    content: { answers: exampleAnswers('accepted-own-forces'), audience, files: [], ...change },
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

/** A draft of the focal point that waits for a signature. */
async function waiting(): Promise<string> {
  const id = randomUUID();
  await drafter.keepDraft(id, written());
  await drafter.actOnDraft(id, { act: 'hand-over', revision: 1 });
  return id;
}

async function noteOf(
  change: { answers?: JsonObject; audience?: Audience; office?: string } = {},
): Promise<string> {
  const answers = exampleAnswers('accepted-own-forces');
  const draft = {
    participant: 'KZ',
    measureId: 'exercise-notice',
    step: 'notify',
    audience,
    answers,
    ...change,
  };
  return signedText(test_, noticeOf(test_, draft));
}

const rules = (secondPerson: boolean, undoMinutes: number) =>
  signer.setOfficeRules({ secondPerson, undoMinutes });

async function withRunner(work: () => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  const runner = new JobRunner({
    ...registeredTasks(test_.server),
    databaseUrl: test_.databaseUrl,
    now: () => test_.now,
    onError: (error) => errors.push(error),
  });
  runner.start();
  await work().finally(() => runner.close());
  expect(errors).toEqual([]);
}

const isFiled = async (id: string): Promise<string> => (await drafter.draft(id)).state;

describe('a draft is signed', () => {
  test('and filed at once; the same notice again has the same receipt; its words then live in the record alone', async () => {
    const id = await waiting();
    const note = await noteOf();
    const { receipt } = await signer.signDraft(id, { revision: 1, note });
    expect(receipt?.reference).toMatch(/\/KZ\/2027\//);
    expect((await signer.signDraft(id, { revision: 1, note })).receipt).toEqual(receipt);
    const filed = await drafter.draft(id);
    expect(filed).toMatchObject({ state: 'filed', notice: receipt?.id, content: { answers: {}, files: [] } });
    expect(filed.history.map(({ kind }) => kind)).toEqual(['begun', 'handed-over', 'signed', 'filed']);
    expect(await codeOf(drafter.keepDraft(id, written({}, 1)))).toBe('draft-signed');
  });

  test('only as it says, at the revision that was read, by an office that may', async () => {
    const id = await waiting();
    const sign = async (note: Promise<string>, revision = 1, by = signer): Promise<string> =>
      codeOf(by.signDraft(id, { revision, note: await note }));
    const other = { ...exampleAnswers('accepted-own-forces'), name: 'Another exercise' };
    expect(await sign(noteOf({ answers: other }))).toBe('draft-differs');
    expect(await sign(noteOf({ audience: { kind: 'participants' } }))).toBe('draft-differs');
    expect(await sign(noteOf(), 2)).toBe('draft-changed');
    expect(await sign(noteOf(), 1, drafter)).toBe('not-your-step');
    expect(await sign(Promise.resolve('no note'))).toBe('findings');
    expect(await sign(noteOf(), 1, await test_.client('MN', 'signing-officer'))).toBe('not-found');
    expect((await drafter.draft(id)).state).toBe('waiting');
    expect(await sign(noteOf())).toBe('done');
  });

  test('never by two at once', async () => {
    const id = await waiting();
    const notes = await Promise.all([noteOf(), noteOf()]);
    const codes = await Promise.all(notes.map((note) => codeOf(signer.signDraft(id, { revision: 1, note }))));
    expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual(['done', 'draft-signed']);
  });
});

describe('two persons for each notice', () => {
  test('who last changed the words does not sign them; a colleague does', async () => {
    await rules(true, 0);
    const id = await waiting();
    await signer.keepDraft(
      id,
      written({ answers: { ...exampleAnswers('accepted-own-forces'), name: 'Mine' } }, 1),
    );
    const answers = { ...exampleAnswers('accepted-own-forces'), name: 'Mine' };
    const note = await noteOf({ answers });
    expect(await codeOf(signer.signDraft(id, { revision: 2, note }))).toBe('second-person');
    await drafter.keepDraft(id, written({}, 2));
    expect(await codeOf(signer.signDraft(id, { revision: 3, note: await noteOf() }))).toBe('done');
    await rules(false, 0);
  });
});

describe('signed bytes are held', () => {
  test('until their time, recalled before it and not after', async () => {
    await rules(false, 10);
    const id = await waiting();
    const note = await noteOf();
    const { sendsAt, receipt } = await signer.signDraft(id, { revision: 1, note });
    expect([sendsAt, receipt]).toEqual([test_.now + 600_000, undefined]);
    expect(await signer.signDraft(id, { revision: 1, note })).toEqual({ sendsAt });
    expect(await codeOf(drafter.keepDraft(id, written({ answers: {} }, 1)))).toBe('draft-signed');
    expect(await codeOf(drafter.dropDraft(id))).toBe('not-found');
    expect((await drafter.actOnDraft(id, { act: 'recall', revision: 1 })).state).toBe('waiting');
    await signer.signDraft(id, { revision: 1, note });
    test_.now += 600_000;
    expect(await codeOf(drafter.actOnDraft(id, { act: 'recall', revision: 1 }))).toBe('draft-signed');
    await withRunner(() => expect.poll(() => isFiled(id), { timeout: 15_000 }).toBe('filed'));
  });

  test('and sent by a process that starts after the one that began to send them was killed', async () => {
    const [id, recalled] = [await waiting(), await waiting()];
    await signer.signDraft(id, { revision: 1, note: await noteOf() });
    await signer.signDraft(recalled, { revision: 1, note: await noteOf() });
    await drafter.actOnDraft(recalled, { act: 'recall', revision: 1 });
    test_.now += 600_000;
    expect(await claimSending(test_.server.db, 'KZ', id, test_.now)).toBe(true); // and no more
    await withRunner(() => expect.poll(() => isFiled(id), { timeout: 15_000 }).toBe('filed'));
    expect(await isFiled(recalled)).toBe('waiting');
  });

  test('or sent before their time, where the signing office says so', async () => {
    const id = await waiting();
    await signer.signDraft(id, { revision: 1, note: await noteOf() });
    expect((await signer.actOnDraft(id, { act: 'send-now', revision: 1 })).state).toBe('filed');
    await rules(false, 0);
  });
});

describe('how an office works', () => {
  test('is set by who holds a key, each change for its own people to see', async () => {
    const { rules: set, changes } = await rules(true, 5);
    expect(set).toEqual({ secondPerson: true, undoMinutes: 5 });
    expect(changes.slice(0, 2).map(({ kind, value, office }) => [kind, value, office])).toEqual([
      ['undo-minutes', '5', 'signing-officer'],
      ['second-person', 'on', 'signing-officer'],
    ]);
    const other = await (await test_.client('MN', 'signing-officer')).office();
    expect(other).toMatchObject({ rules: { secondPerson: false, undoMinutes: 0 }, changes: [] });
    expect((await test_.app.inject({ method: 'PUT', url: '/api/v1/office', payload: set })).statusCode).toBe(
      401,
    );
    await rules(false, 0);
  });

  test('an absence names another key of the same office', async () => {
    const { keys } = await signer.office();
    const [own, other] = [
      keys.find(({ isYours }) => isYours),
      keys.find(({ office }) => office === 'focal-point'),
    ];
    const until = test_.now + 86_400_000;
    for (const deputy of [own?.key ?? '', other?.key ?? '', '00000000'])
      expect(await codeOf(signer.setOwnDuty({ absence: { until, deputy } }))).toBe('deputy');
    const titled = await signer.setOwnDuty({ title: ' Director\u202e ' });
    expect(titled.keys.find(({ isYours }) => isYours)?.title).toBe('Director');
  });
});
