import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Db } from '../db/connect.ts';
import { exerciseDraft } from '../testing/exercise.ts';
import {
  fileDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

let test_: TestServer;
let admin: Db;
beforeEach(async () => {
  test_ = await openTestServer();
  admin = connect(test_.databaseUrl, () => undefined, 1);
});
afterEach(async () => {
  await admin.end();
  await test_.close();
});

/** Makes the database refuse each note that holds `text`, with an error of PostgreSQL's own. */
async function refuseNotes(text: string, sqlState: string): Promise<void> {
  await admin.query(`create function refuse_note() returns trigger language plpgsql as $$ begin
    if position(convert_to('${text}', 'UTF8') in new.note) > 0 then raise exception 'refused' using errcode = '${sqlState}'; end if;
    return new; end $$`);
  await admin.query(
    'create trigger refuse_note before insert on notes for each row execute function refuse_note()',
  );
}

const withName = (name: string) => {
  const draft = exerciseDraft();
  return { ...draft, answers: { ...draft.answers, name } };
};

test('a full disk is said plainly, nothing is half done, and the same bytes are taken later', async () => {
  const size = async (): Promise<number> => (await test_.server.readHead()).frontier.size;
  const before = await size();
  await refuseNotes('Full Disk', '53100');
  const text = await signedText(test_, noticeOf(test_, withName('Full Disk')));
  const refused = await post(test_, text);
  expect([refused.status, refused.json.code]).toEqual([507, 'storage-full']);
  expect(await size()).toBe(before);
  await admin.query('drop trigger refuse_note on notes');
  expect((await post(test_, text)).status).toBe(201);
  expect(await size()).toBe(before + 1);
});

test('one filing that the database refuses does not take its neighbours with it', async () => {
  await refuseNotes('Poison', 'P0001');
  const drafts = ['Fine One', 'Poison', 'Fine Two'].map(withName);
  const texts = await Promise.all(drafts.map(async (draft) => signedText(test_, noticeOf(test_, draft))));
  const answers = await Promise.all(texts.map((text) => post(test_, text)));
  expect(answers.map(({ status }) => status)).toEqual([201, 500, 201]);
});

test('a database that goes away in mid-filing is said, and the same bytes are taken once when it is back', async () => {
  await fileDraft(test_, exerciseDraft());
  await admin.query('begin');
  await admin.query('select * from log_head for update'); // the filing now waits inside its transaction
  const text = await signedText(test_, noticeOf(test_, exerciseDraft()));
  const waiting = post(test_, text);
  await expect.poll(() => waitingForLock()).toBeGreaterThan(0);
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = 'rapport'`);
  const lost = await waiting;
  expect([lost.status, lost.json.code]).toEqual([503, 'unavailable']);
  await admin.query('rollback');
  const again = await post(test_, text);
  const oncemore = await post(test_, text);
  expect([again.status, oncemore.status]).toEqual([201, 200]);
  expect(oncemore.json).toEqual(again.json);
});

async function waitingForLock(): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    "select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
  );
  return rows[0]?.n ?? 0;
}

test('a batch refused at one place leaves no gap in the log', async () => {
  const first = await fileDraft(test_, exerciseDraft());
  await refuseNotes('Gap', '53100');
  await post(test_, await signedText(test_, noticeOf(test_, withName('Gap'))));
  const second = await fileDraft(test_, exerciseDraft());
  expect(second.index).toBe(first.index + 1);
});
