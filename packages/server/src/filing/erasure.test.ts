import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refreshClocks } from '../clocks/rebuild-clocks.ts';
import { checkTexts } from '../log/check-texts.ts';
import { HeadError } from '../log/head-error.ts';
import { exerciseDraft } from '../testing/exercise.ts';
import {
  fileDraft,
  type NoticeDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

const bytes = Buffer.from('who to call, and where');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const attached = { name: 'contacts.txt', mediaType: 'text/plain', sha256, size: bytes.length };

let rapport: TestServer;
beforeAll(async () => {
  rapport = await openTestServer();
});
afterAll(() => rapport.close());

const examples = new URL(
  '../../../../organisations/cica/measures/ict-incident-notice/examples/',
  import.meta.url,
);
const { answers } = JSON.parse(readFileSync(new URL('accepted-notice.json', examples), 'utf8')) as {
  answers: JsonObject;
};

/** Asks both for an acknowledgement within a day. */
const incident: NoticeDraft = {
  participant: 'KZ',
  measureId: 'ict-incident-notice',
  step: 'notify',
  audience: { kind: 'named', participants: ['MN', 'UZ'] },
  answers: { ...answers, affectedStates: ['MN'] },
};

function erasure(notice: string, change: Partial<NoticeDraft> = {}): NoticeDraft {
  return {
    participant: 'KZ',
    measureId: 'erasure',
    step: 'erase',
    audience: { kind: 'named', participants: ['MN', 'UZ'] },
    answers: { notice, reason: 'personal-data' },
    ...change,
  };
}

/** A notice with a file, filed; and its text as it was signed. */
async function fileWithFile(): Promise<{ id: string; index: number; text: string }> {
  const text = await signedText(rapport, noticeOf(rapport, exerciseDraft({ attachments: [attached] })));
  const client = await rapport.client();
  const { id, index } = await client.file({
    note: text,
    attachments: { [sha256]: bytes.toString('base64') },
  });
  return { id, index, text };
}

async function statusOf(url: string, participant = 'MN'): Promise<number> {
  const client = await rapport.client(participant);
  return client.bytes(url).then(
    () => 200,
    (error: { problem?: { status: number } }) => error.problem?.status ?? 0,
  );
}

async function countOf(table: 'notes' | 'attachments', index: number): Promise<number> {
  const { rows } = await rapport.server.db.query<{ count: number }>(
    `select count(*)::integer as count from ${table} where index = $1`,
    [index],
  );
  return rows[0]?.count ?? -1;
}

describe('an erasure', () => {
  test('deletes text and files, keeps place and envelope, and says by what', async () => {
    const { id, index } = await fileWithFile();
    const mn = await rapport.client('MN');
    const before = await mn.notice(id);
    expect([await countOf('notes', index), await countOf('attachments', index)]).toEqual([1, 1]);
    const { id: by, takenIn } = await fileDraft(rapport, erasure(id));
    expect([await countOf('notes', index), await countOf('attachments', index)]).toEqual([0, 0]);
    const { note: _, ...envelope } = before;
    expect(await mn.notice(id)).toEqual({ ...envelope, erased: { by, takenIn } });
    expect((await mn.thread(id)).notices).toEqual([{ ...envelope, erased: { by, takenIn } }]);
    const { notices } = await mn.logNotices(index, 1);
    const { participant, office, measure, step, audience, attachmentCount, entry, reference } = before;
    const left = { participant, office, measure, step, audience, attachmentCount };
    expect(notices).toEqual([{ index, id, entry, reference, erased: { by, takenIn }, envelope: left }]);
  });

  test('leaves receipts, and answers for what is gone that it is gone, to those alone who could read it', async () => {
    const { id, text } = await fileWithFile();
    await fileDraft(rapport, erasure(id));
    const paths = [`/api/v1/notices/${id}/proof`, `/api/v1/notices/${id}/attachments/${sha256}`];
    for (const path of paths) {
      expect([path, await statusOf(path)]).toEqual([path, 410]);
      expect([path, await statusOf(path, 'AZ')]).toEqual([path, 404]);
    }
    expect(await statusOf(`/api/v1/notices/${id}/receipt`)).toBe(200);
    const again = await post(rapport, text); // sent once more, it is known, and not kept again
    expect(again.status).toBe(200);
    expect((await (await rapport.client('MN')).notice(id)).note).toBeUndefined();
  });

  test('is its sender’s alone, once, and not of what a register stands on', async () => {
    const { id } = await fileWithFile();
    const codes = async (draft: NoticeDraft) => {
      const { json } = await post(rapport, await signedText(rapport, noticeOf(rapport, draft)));
      return json.findings?.map(({ code }) => code);
    };
    const toKz = { audience: { kind: 'named' as const, participants: ['KZ', 'UZ'] } };
    expect(await codes(erasure(id, { participant: 'MN', ...toKz }))).toEqual(['erased-notice-unknown']);
    expect(await codes(erasure('ab'.repeat(32)))).toEqual(['erased-notice-unknown']);
    expect(await codes(erasure(id, { audience: { kind: 'named', participants: ['MN'] } }))).toEqual([
      'audience-narrower',
    ]);
    expect(await codes(erasure('no id'))).toEqual(['answer-format', 'erased-notice-unknown']);
    const { id: by } = await fileDraft(rapport, erasure(id));
    expect(await codes(erasure(id))).toEqual(['erased-notice-gone']);
    expect(await codes(erasure(by))).toEqual(['erased-notice-in-register']);
  });

  test('in the same moment as the notice, or twice at once, is judged in the order of the log', async () => {
    const notice = await signedText(rapport, noticeOf(rapport, exerciseDraft()));
    const { id } = (await post(rapport, notice)).json;
    const twice = await Promise.all(
      [erasure(id), erasure(id, { answers: { notice: id, reason: 'other' } })].map(async (draft) =>
        post(rapport, await signedText(rapport, noticeOf(rapport, draft))),
      ),
    );
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  });

  test('asks nobody any more for what the notice had asked', async () => {
    const { db, organisation } = rapport.server;
    const clocks = async () => {
      const { rows } = await db.query<{ participant: string; met_at: number | null; due: number }>(
        'select thread, clock, participant, started_by, due, met_at, suspended_at from clock_readings order by 1, 2, 3, 4',
      );
      return rows;
    };
    const open = async () =>
      (await clocks()).filter((one) => one.participant === 'UZ' && one.met_at === null).length;
    const { id } = await fileDraft(rapport, incident);
    const asked = await open();
    await fileDraft(rapport, erasure(id));
    expect(await open()).toBe(asked - 1);
    const kept = await clocks();
    await db.query('delete from clock_basis');
    await refreshClocks(db, organisation, await rapport.server.readRegister());
    expect(await clocks()).toEqual(kept);
    const place = { thread: id, after: id, audience: { kind: 'named' as const, participants: ['KZ', 'MN'] } };
    const late = { ...incident, ...place, participant: 'UZ', office: 'focal-point', step: 'acknowledge' };
    const { json } = await post(rapport, await signedText(rapport, noticeOf(rapport, late)));
    expect(json.findings?.map(({ code }) => code)).toContain('after-not-allowed');
  });
});

describe('a text that is gone', () => {
  test('without an erasure cannot be deleted; where the database was forced, the server does not start', async () => {
    const { index } = await fileWithFile();
    const { db, organisation } = rapport.server;
    await expect(db.query('delete from notes where index = $1', [index])).rejects.toThrow('append-only');
    await expect(db.query('delete from attachments where index = $1', [index])).rejects.toThrow(
      'append-only',
    );
    await checkTexts(db, organisation);
    await db.query('alter table notes disable trigger notes_kept');
    const { rows } = await db.query<{ note: Buffer }>('delete from notes where index = $1 returning note', [
      index,
    ]);
    await expect(checkTexts(db, organisation)).rejects.toThrow(`The note of entry ${index} is missing`);
    const { index: other } = await fileDraft(rapport, exerciseDraft());
    await db.query('insert into erasures (index, by_index) values ($1, $2)', [index, other]);
    await expect(checkTexts(db, organisation)).rejects.toBeInstanceOf(HeadError);
    await db.query('insert into notes (index, note) values ($1, $2)', [index, rows[0]?.note]);
    await db.query('alter table notes enable trigger notes_kept');
  });
});
