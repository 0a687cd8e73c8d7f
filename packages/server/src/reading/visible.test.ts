import { mayRead, type Reader } from '@rapport/notices';
import type { Notice } from '@rapport/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../db/connect.ts';
import { noticesFor } from '../events/event-stream.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { readEnvelopes, readPage } from './reading-queries.ts';
import { visibleSql, visibleTo } from './visible.ts';

const readers: Reader[] = ['public', ...['XA', 'XB', 'XC', ''].map((participant) => ({ participant }))];
const audiences: { audience: Notice['audience']; circle?: string[] }[] = [
  { audience: { kind: 'all' } },
  { audience: { kind: 'participants' } },
  { audience: { kind: 'named', participants: [] } },
  { audience: { kind: 'named', participants: ['XB'] } },
  { audience: { kind: 'named', participants: ['XB', 'XC'] } },
  { audience: { kind: 'takers' }, circle: [] },
  { audience: { kind: 'takers' }, circle: ['XC'] },
  { audience: { kind: 'dimension' }, circle: ['XB', 'XC'] },
];
const senders = ['XA', 'XB'];

let database: TestDatabase;
let db: Db;
const filed: { index: number; notice: Envelope }[] = [];

type Envelope = Pick<Notice, 'participant' | 'audience'> & { readonly circle?: readonly string[] };

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, () => undefined, 2);
  for (const participant of senders)
    for (const each of audiences) filed.push({ index: filed.length, notice: { participant, ...each } });
  for (const { index, notice } of filed) await insert(index, notice);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Puts a row where a notice of that sender and audience would be, whatever a measure might offer. */
async function insert(index: number, { participant, audience, circle = [] }: Envelope): Promise<void> {
  const id = Buffer.alloc(32, index + 1);
  const names = audience.kind === 'named' ? audience.participants : circle;
  await db.query('insert into log_entries values ($1, 0, $2, $2, $2, $3)', [index, id, index + 1]);
  await db.query('insert into notes values ($1, $2)', [index, id]);
  await db.query(
    `insert into notices values ($1, $2, 0, $3, null, $4, 'o', 'm', '1', $2, 's', $5, $6, 2027, 'NOT', $7, 0, false, true)`,
    [index, id, Buffer.alloc(32, 99), participant, audience.kind, names, index + 1],
  );
  for (const name of names) await db.query('insert into notice_names values ($1, $2)', [name, index]);
}

const allowed = (reader: Reader): number[] =>
  filed.filter(({ notice }) => mayRead(reader, notice, notice.circle)).map(({ index }) => index);

const page = async (reader: Reader, box: 'received' | 'sent' | 'all', limit = 50): Promise<number[]> =>
  (await readPage(db, reader, { box, limit }, 'X')).notices.map(({ index }) => index);

test.each(readers)('every way of reading gives %o exactly what mayRead allows', async (reader) => {
  const expected = allowed(reader);
  const { rows } = await db.query<{ index: number }>(
    `select n.index from notices n where ${visibleSql(reader, 1)} order by 1`,
    [visibleTo(reader)],
  );
  expect(rows.map(({ index }) => index)).toEqual(expected);
  expect(await page(reader, 'all')).toEqual(expected.toReversed());
  const live = noticesFor(reader, await readEnvelopes(db, 0, filed.length, 'X'));
  expect(live.map(({ index }) => index)).toEqual(expected);
});

test.each(readers)('pages of two hold for %o what one page holds', async (reader) => {
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const part = await readPage(
      db,
      reader,
      { box: 'all', limit: 2, ...(before === undefined ? {} : { before }) },
      'X',
    );
    seen.push(...part.notices.map(({ index }) => index));
    before = part.next;
  } while (before !== undefined);
  expect(seen).toEqual(await page(reader, 'all'));
});

test.each(readers)('received and sent share what %o may see', async (reader) => {
  const [received, sent] = [await page(reader, 'received'), await page(reader, 'sent')];
  const mine = (index: number): boolean =>
    reader !== 'public' && filed[index]?.notice.participant === reader.participant;
  expect(received).toEqual(
    allowed(reader)
      .filter((index) => !mine(index))
      .toReversed(),
  );
  expect(sent).toEqual(allowed(reader).filter(mine).toReversed());
});

test('an audience that names nobody is its sender alone', () => {
  const nobody = filed.find(
    ({ notice }) => notice.audience.kind === 'named' && notice.audience.participants.length === 0,
  );
  const who = readers.filter((reader) => allowed(reader).includes(nobody?.index ?? -1));
  expect(who).toEqual([{ participant: 'XA' }]);
});
