import { createHash, randomUUID } from 'node:crypto';
import { type Client, type DraftChange, draftsMax, ProblemError, paths } from '@rapport/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleAnswers } from '../testing/exercise.ts';
import { openTestServer, type TestServer } from '../testing/test-server.ts';

let test_: TestServer;
let drafter: Client;
let signer: Client;
beforeAll(async () => {
  test_ = await openTestServer();
  drafter = await test_.client('KZ', 'focal-point');
  signer = await test_.client('KZ', 'signing-officer');
});
afterAll(() => test_.close());

const file = Buffer.from('a plan of the area');
const sha256 = createHash('sha256').update(file).digest('hex');

function written(change: Partial<DraftChange['content']> = {}, base = 0): DraftChange {
  const place = { measure: 'exercise-notice', edition: '2024', step: 'notify' };
  const content = { answers: exampleAnswers('accepted-own-forces'), files: [], ...change };
  return { participant: 'KZ', place: placeOf(place), base, content };
}

/** The edition that the organisation's folder has now. */
function placeOf(place: DraftChange['place']): DraftChange['place'] {
  const measure = test_.server.organisation.measures.find(({ id }) => id === place.measure);
  return { ...place, edition: measure?.edition ?? place.edition };
}

/** The code of a refusal; `done` where there was none. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

async function begun(change: Partial<DraftChange['content']> = {}): Promise<string> {
  const id = randomUUID();
  await drafter.keepDraft(id, written(change));
  return id;
}

describe('a draft', () => {
  test('is read and gone on with by everybody of its participant', async () => {
    const id = await begun();
    const seen = await signer.draft(id);
    expect(seen.content).toEqual(written().content);
    expect(seen).toMatchObject({ state: 'writing', revision: 1 });
    expect(seen.changed).toMatchObject({ office: 'focal-point', isYou: false });
    const saved = await signer.keepDraft(id, written({ answers: { name: 'Other' } }, 1));
    expect(saved).toEqual({ revision: 2, state: 'writing', missing: [] });
    const { changed, history } = await drafter.draft(id);
    expect(changed).toMatchObject({ office: 'signing-officer', isYou: false });
    expect(history.map(({ kind, by }) => [kind, by.office])).toEqual([
      ['begun', 'focal-point'],
      ['changed', 'signing-officer'],
    ]);
    expect((await drafter.drafts()).drafts.map((one) => one.id)).toContain(id);
  });

  test('exists for nobody else: every way to it answers as for one that is not there', async () => {
    const id = await begun({
      files: [{ name: 'p.txt', mediaType: 'text/plain', sha256, size: file.length }],
    });
    await drafter.keepDraftFile(id, sha256, file.toString('base64'));
    const absent = randomUUID();
    const organisation = test_.server.organisation.participants.find(({ role }) => role === 'organisation');
    const others = await Promise.all(
      [
        ['MN', 'signing-officer'],
        [organisation?.code ?? '', 'secretariat'],
      ].map(async ([code = '', office]) => [code, await test_.client(code, office)] as const),
    );
    for (const [participant, other] of others) {
      expect((await other.drafts()).drafts).toEqual([]);
      for (const ask of [
        (one: string) => other.draft(one),
        (one: string) => other.draftFile(one, sha256),
        (one: string) => other.keepDraftFile(one, sha256, file.toString('base64')),
        (one: string) => other.actOnDraft(one, { act: 'hand-over', revision: 1 }),
        (one: string) => other.keepDraft(one, { ...written({}, 1), participant }),
        (one: string) => other.dropDraft(one),
      ])
        expect([await codeOf(ask(id)), await codeOf(ask(absent))]).toEqual(['not-found', 'not-found']);
      // The same id begins a draft of its own, and says nothing of the first.
      expect(await codeOf(other.keepDraft(id, written()))).toBe('sign-in-needed'); // another signed in meanwhile
      expect(await other.keepDraft(id, { ...written(), participant })).toMatchObject({ revision: 1 });
      expect((await other.draft(id)).history).toHaveLength(1);
      await other.dropDraft(id);
    }
    expect((await drafter.draft(id)).content.answers).toEqual(written().content.answers);
    for (const url of [paths.drafts, paths.draft(id), paths.draftFile(id, sha256)])
      expect((await test_.app.inject({ url })).statusCode).toBe(401);
  });

  test('written over another revision is refused and changes nothing; the same words again are no change', async () => {
    const id = await begun();
    await signer.keepDraft(id, written({ answers: { name: 'Second' } }, 1));
    expect(await codeOf(drafter.keepDraft(id, written({ answers: { name: 'First' } }, 1)))).toBe(
      'draft-changed',
    );
    expect((await drafter.draft(id)).content.answers).toEqual({ name: 'Second' });
    const again = await signer.keepDraft(id, written({ answers: { name: 'Second' } }, 1));
    expect(again.revision).toBe(2);
    const both = await Promise.all(
      ['a', 'b'].map((name) => codeOf(drafter.keepDraft(id, written({ answers: { name } }, 2)))),
    );
    expect(both.toSorted((a, b) => a.localeCompare(b))).toEqual(['done', 'draft-changed']);
  });

  test('keeps its files while its words name them, and only bytes of their hash', async () => {
    const files = [{ name: 'p.txt', mediaType: 'text/plain', sha256, size: file.length }];
    const id = randomUUID();
    expect(await drafter.keepDraft(id, written({ files }))).toMatchObject({ missing: [sha256] });
    const other = Buffer.from('else').toString('base64');
    expect(await codeOf(drafter.keepDraftFile(id, sha256, other))).toBe('body-form');
    expect(await codeOf(drafter.keepDraftFile(id, 'ab'.repeat(32), other))).toBe('not-found');
    await drafter.keepDraftFile(id, sha256, file.toString('base64'));
    expect(Buffer.from(await signer.draftFile(id, sha256))).toEqual(file);
    expect(await signer.keepDraft(id, written({ files: [] }, 1))).toMatchObject({ missing: [] });
    expect(await codeOf(signer.draftFile(id, sha256))).toBe('not-found');
  });

  test('is handed over, returned with a remark, mended and handed over again', async () => {
    const id = await begun();
    expect(await codeOf(signer.actOnDraft(id, { act: 'return', revision: 1, remark: 'No.' }))).toBe(
      'draft-changed',
    );
    expect((await drafter.actOnDraft(id, { act: 'hand-over', revision: 1 })).state).toBe('waiting');
    expect(await codeOf(drafter.actOnDraft(id, { act: 'return', revision: 1, remark: 'No.' }))).toBe(
      'not-your-step',
    );
    const returned = await signer.actOnDraft(id, { act: 'return', revision: 1, remark: 'Which\0 area?' });
    expect(returned).toMatchObject({ state: 'returned', remark: 'Which area?' });
    await drafter.keepDraft(id, written({ answers: { name: 'Mended' } }, 1));
    expect(await codeOf(drafter.actOnDraft(id, { act: 'hand-over', revision: 1 }))).toBe('draft-changed');
    const waiting = await drafter.actOnDraft(id, { act: 'hand-over', revision: 2 });
    expect(waiting).toMatchObject({ state: 'waiting', revision: 2 });
    expect(waiting.remark).toBeUndefined();
    await signer.keepDraft(id, written({ answers: { name: 'Mended again' } }, 2));
    expect((await drafter.draft(id)).state).toBe('writing');
  });

  test('of what is only ever sealed, or of no step, is not kept here', async () => {
    const places = [
      { measure: 'exercise-notice', edition: 'none', step: 'notify' },
      { ...written().place, step: 'no-such-step' },
    ];
    for (const place of places)
      expect(await codeOf(drafter.keepDraft(randomUUID(), { ...written(), place }))).toBe('draft-place');
  });

  test('is bounded in size and number', async () => {
    const large = { answers: { name: 'x'.repeat(99_000) } };
    expect(await codeOf(drafter.keepDraft(randomUUID(), written(large)))).toBe('body-too-large');
    const client = await test_.client('UZ', 'focal-point');
    await client.keepDraft(randomUUID(), { ...written(), participant: 'UZ' });
    await test_.server.db.query(
      `insert into drafts (participant, id, measure, edition, step, content, revision, state, changed_office, changed_actor, changed_at)
        select participant, gen_random_uuid(), measure, edition, step, content, 1, 'writing', changed_office, changed_actor, changed_at
        from drafts, generate_series(2, $1) where participant = 'UZ'`,
      [draftsMax],
    );
    expect(await codeOf(client.keepDraft(randomUUID(), { ...written(), participant: 'UZ' }))).toBe(
      'drafts-full',
    );
    const [oldest] = (await client.drafts()).drafts;
    await client.dropDraft(oldest?.id ?? '');
    expect(await codeOf(client.keepDraft(randomUUID(), { ...written(), participant: 'UZ' }))).toBe('done');
  });

  test('holds whatever people write, to the last character', async () => {
    const odd = { name: 'a\0b \ud800 \u202e c', ['__proto__x']: [{ deep: [1, null, true] }] };
    const id = await begun({ answers: odd });
    expect((await signer.draft(id)).content.answers).toEqual(JSON.parse(JSON.stringify(odd)));
  });
});
