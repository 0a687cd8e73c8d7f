import {
  bundlePath,
  checkConsistency,
  checkPolicy,
  leafHash,
  parseBundle,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parsePolicy,
  proveConsistency,
  rootFromTiles,
  tilePath,
  tilesOf,
} from '@rapport/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../db/connect.ts';
import { exerciseDraft } from '../testing/exercise.ts';
import { noticeOf, openTestServer, post, signedText, type TestServer } from '../testing/test-server.ts';
import { checkHead } from './check-head.ts';
import { moveHead } from './log-store.ts';
import { suite } from './platform.ts';
import { DatabaseTiles } from './tile-reader.ts';

let test_: TestServer;
let admin: Db;
beforeAll(async () => {
  test_ = await openTestServer();
  admin = connect(test_.databaseUrl, () => undefined, 1);
  const texts = await Promise.all(
    Array.from({ length: 450 }, async () => signedText(test_, noticeOf(test_, exerciseDraft()))),
  );
  await Promise.all(texts.map((text) => post(test_, text)));
});
afterAll(async () => {
  await admin.end();
  await test_.close();
});

async function get(url: string) {
  const answer = await test_.app.inject({ url });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: Uint8Array.from(answer.rawPayload),
    text: answer.payload,
  };
}

async function fetchedCheckpoint() {
  const note = parseNote((await get('/log/checkpoint')).bytes);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!note.ok || !checkpoint.ok) throw new Error('the checkpoint cannot be read');
  return { note: note.value, ...checkpoint.value };
}

const served = {
  readTile: async (tile: { level: number; index: number; width: number }) =>
    (await get(`/log/${tilePath(tile)}`)).bytes,
};

test('the tiles served give the root of the checkpoint, at every size they were signed for', async () => {
  const { size, root } = await fetchedCheckpoint();
  expect(size).toBeGreaterThan(512);
  expect(await rootFromTiles(served, size)).toEqual({ ok: true, value: root });
  for (const older of [1, 86, 255, 256, 257, 512]) {
    const [oldRoot, proof] = [
      await rootFromTiles(served, older),
      await proveConsistency(served, older, size),
    ];
    if (!oldRoot.ok || !proof.ok) throw new Error('tiles cannot be read');
    expect(
      checkConsistency({
        oldSize: older,
        newSize: size,
        oldRoot: oldRoot.value,
        newRoot: root,
        proof: proof.value,
      }),
    ).toEqual([]);
  }
});

test('tiles and bundles are immutable, the checkpoint is not kept', async () => {
  const { size } = await fetchedCheckpoint();
  for (const tile of tilesOf(size)) {
    const { status, headers, bytes } = await get(`/log/${tilePath(tile)}`);
    expect([status, headers['cache-control'], headers['content-type'], bytes.length]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'application/octet-stream',
      tile.width * 32,
    ]);
  }
  const checkpoint = await get('/log/checkpoint');
  expect([checkpoint.headers['cache-control'], checkpoint.headers['content-type']]).toEqual([
    'no-cache',
    'text/plain; charset=utf-8',
  ]);
});

test('bundles hold the entries whose hashes the tiles hold, and times never go back', async () => {
  const { size } = await fetchedCheckpoint();
  let before = 0;
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const bundle = parseBundle((await get(`/log/${bundlePath(index, width)}`)).bytes, width);
    if (!bundle.ok) throw new Error(bundle.code);
    const tile = await served.readTile({ level: 0, index, width });
    expect(Buffer.concat(bundle.value.map(leafHash))).toEqual(Buffer.from(tile));
    for (const entry of bundle.value.map(parseEntry)) {
      if (!entry.ok) throw new Error(entry.code);
      expect(entry.value.takenIn).toBeGreaterThanOrEqual(before);
      before = entry.value.takenIn;
    }
  }
});

test.each([
  'tile/0/999',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/00/000',
  'tile/64/000',
  'tile/0/0',
  'tile/entries/005',
  'tile/0/001.p/300',
])('what is no tile of this log is not found: %s', async (path) => {
  const { status, headers } = await get(`/log/${path}`);
  expect(status).toBe(404);
  expect(headers['cache-control']).toBe('no-store');
});

test('the checkpoint carries both signatures, and the policy served trusts exactly these keys', async () => {
  await expect.poll(() => test_.server.publisher.isFullySigned()).toBe(true);
  const policy = parsePolicy((await get('/log/policy')).text);
  if (!policy.ok) throw new Error(policy.code);
  const outcome = await checkPolicy(policy.value, (await get('/log/checkpoint')).bytes, suite);
  expect(outcome.findings).toEqual([]);
  expect(outcome.logs.map(({ type }) => type).toSorted()).toEqual(['ed25519', 'ml-dsa-44-cosignature']);
  const keys = (await get('/log/key')).text.trim().split('\n');
  expect(keys).toHaveLength(2);
});

test.each([
  'update log_entries set taken_in = 0 where index = 3',
  'delete from log_entries where index = 3',
  'truncate log_entries cascade',
  'update log_tile_hashes set hash = hash',
  'update notices set participant = participant',
  'delete from notices',
  'update notes set note = note where index = 3',
  'delete from notice_names',
  'delete from log_head',
  'update log_head set size = size - 1',
  'update log_identity set origin = origin',
  'update log_checkpoint set size = size - 1',
])('the database itself refuses: %s', async (sql) => {
  await expect(admin.query(sql)).rejects.toMatchObject({ code: '23000' });
});

test('the database itself refuses two entries at one index, and one notice twice', async () => {
  const copy = (change: string): string =>
    `insert into log_entries select ${change} from log_entries where index = 3`;
  const other = "decode(repeat('ab', 32), 'hex')";
  await expect(
    admin.query(copy(`index, taken_in, ${other}, ${other}, leaf_hash, receipt_size`)),
  ).rejects.toMatchObject({ code: '23505' });
  await expect(
    admin.query(copy(`999999, taken_in, ${other}, notice_id, leaf_hash, 1000000`)),
  ).rejects.toMatchObject({ code: '23505' });
});

test('a head that has moved on is not moved by whoever saw the old one', async () => {
  const head = await test_.server.readHead();
  const { text, values } = moveHead(head.frontier.size - 1, head);
  expect((await admin.query(text, [...values])).rowCount).toBe(0);
});

test('a flipped bit in an entry is found before anything is signed again', async () => {
  await checkHead(admin, new DatabaseTiles(admin));
  await admin.query('begin');
  await admin.query('alter table log_entries disable trigger all');
  await admin.query(
    'update log_entries set leaf_hash = set_bit(leaf_hash, 7, 1 - get_bit(leaf_hash, 7)) where index = (select max(index) from log_entries)',
  );
  await expect(checkHead(admin, new DatabaseTiles(admin))).rejects.toThrow('do not give the root');
  await admin.query('rollback');
});

test('a log that is shorter than a checkpoint it signed is not gone on with', async () => {
  await admin.query('begin');
  await admin.query('update log_checkpoint set size = size + 7');
  await expect(checkHead(admin, new DatabaseTiles(admin))).rejects.toThrow(
    'was signed, but the log has only',
  );
  await admin.query('rollback');
});
