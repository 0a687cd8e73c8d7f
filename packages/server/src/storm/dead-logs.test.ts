// How logs of others came to their end (C2SP issue 79), each tried on a real server process.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '@rapport/api';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { parseConfig } from '../config.ts';
import { examine } from '../doctor/examine.ts';
import { queryOnce, urlOfDatabase } from '../testing/database.ts';
import { type ServerProcess, startedProcess, startProcess } from '../testing/server-process.ts';
import { clientOf, fetchSoundCheckpoint, origin, provedBy, signedNotices } from './process-notices.ts';

let cluster: string;
let data: string;
let database: string;
const databases: string[] = [];
const running: ServerProcess[] = [];

beforeEach(async () => {
  cluster = inject('databaseUrl');
  data = mkdtempSync(join(tmpdir(), 'rapport-dead-'));
  database = await newDatabase();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop('SIGKILL');
  for (const name of databases.splice(0))
    await queryOnce(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  rmSync(data, { recursive: true, force: true });
});

async function newDatabase(template = 'template0'): Promise<string> {
  const name = `dead_${randomBytes(6).toString('hex')}`;
  databases.push(name);
  await queryOnce(cluster, 'SELECT pg_advisory_lock(1)', `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return name;
}

const settings = (name: string, folder = data) => ({
  RAPPORT_DATA: folder,
  RAPPORT_DATABASE_URL: urlOfDatabase(cluster, name),
});

async function start(name = database, environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startedProcess({ ...settings(name), ...environment });
  running.push(server);
  return server;
}

/** What a start says that must be refused; nothing where it is not. */
async function refusal(name = database, environment: Record<string, string> = {}): Promise<string> {
  const outcome = await startProcess({ ...settings(name), ...environment });
  if (!('url' in outcome)) return outcome.printed;
  running.push(outcome);
  return '';
}

async function file(server: ServerProcess, count: number): Promise<Map<string, Receipt>> {
  const client = clientOf(server.url);
  const notes = await signedNotices(data, count);
  return new Map(await Promise.all(notes.map(async (note) => [note, await client.file({ note })] as const)));
}

/** Files one more notice and gives what the server answers. */
async function tryToFile(server: ServerProcess): Promise<[number, string | undefined]> {
  const [note] = await signedNotices(data, 1);
  const headers = { 'content-type': 'text/plain' };
  const answer = await fetch(`${server.url}/api/v1/notices`, { method: 'POST', headers, body: note ?? '' });
  return [answer.status, ((await answer.json()) as { code?: string }).code];
}

/** What `rapport doctor` says of the newest checkpoint; nothing where it is sound. */
async function doctorOn(name: string): Promise<string> {
  const parsed = parseConfig(settings(name), process.cwd());
  if (!parsed.ok) throw new Error('the settings are wrong');
  const checks = await examine(parsed.config, Date.now());
  return checks.find(({ id }) => id === 'checkpoint')?.sentence ?? '';
}

/** Changes what the database refuses to change, as somebody who holds the disk could. */
async function tamper(sql: string, name = database): Promise<void> {
  await queryOnce(urlOfDatabase(cluster, name), "set session_replication_role = 'replica'", sql);
}

async function select<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: urlOfDatabase(cluster, database) });
  await client.connect();
  return (await client.query<Row>(sql).finally(() => client.end())).rows;
}

const flip = (column: string): string => `${column} = set_bit(${column}, 5, 1 - get_bit(${column}, 5))`;

/** The checkpoint's note with a bit of one byte turned, counted from the dash of its first signature line. */
const flipInLine = (offset: number): string => {
  const at = `position(convert_to('\u2014 ', 'UTF8') in note) - 1 + ${offset}`;
  return `update log_checkpoint set note = set_byte(note, ${at}, get_byte(note, ${at}) # 1)`;
};
const nameLength = Buffer.byteLength(origin);

const flips: readonly (readonly [string, string, RegExp])[] = [
  [
    'the time of an old entry',
    'update log_entries set taken_in = taken_in # 4 where index = 40',
    /Entry 40 was changed|time of entry 4[01] goes back/,
  ],
  [
    'the note hash of an old entry',
    `update log_entries set ${flip('note_hash')} where index = 7`,
    /Entry 7 was changed/,
  ],
  [
    'the leaf hash of an old entry',
    `update log_entries set ${flip('leaf_hash')} where index = 7`,
    /Entry 7 was changed/,
  ],
  [
    'the newest leaf hash',
    `update log_entries set ${flip('leaf_hash')} where index = (select max(index) from log_entries)`,
    /do not give the root of its head/,
  ],
  [
    'a tile hash',
    `update log_tile_hashes set ${flip('hash')} where level = 1 and index = 0`,
    /do not give the root of its head/,
  ],
  [
    'the frontier',
    `update log_head set frontier = set_bit(frontier, octet_length(frontier) * 8 - 9, 1 - get_bit(frontier, octet_length(frontier) * 8 - 9))`,
    /do not give the root of its head/,
  ],
  [
    'the size in the head',
    'update log_head set size = size # 1',
    /The head of the log in the database is damaged/,
  ],
  [
    'the text of the checkpoint',
    "update log_checkpoint set note = set_byte(note, position(convert_to(chr(10), 'UTF8') in note), get_byte(note, position(convert_to(chr(10), 'UTF8') in note)) # 1)",
    /The (newest signed|stored) checkpoint/,
  ],
  [
    'a signature of the checkpoint',
    'update log_checkpoint set note = set_byte(note, octet_length(note) - 90, case get_byte(note, octet_length(note) - 90) when 65 then 66 else 65 end)',
    /docs\/operating\.md says how/,
  ],
  ['a name in the checkpoint', flipInLine(6), /docs\/operating\.md says how/],
  ['a key ID in the checkpoint', flipInLine(4 + nameLength + 2), /docs\/operating\.md says how/],
  ['the head row, lost', 'delete from log_head', /The head of the log in the database is damaged/],
  ['an entry, lost', 'delete from log_entries where index = 3', /Entry 3 was changed|entries end at/],
];

describe('one bit flipped in a database at rest: the start names it, and a sound copy starts', () => {
  test('every place', async () => {
    const server = await start();
    await file(server, 200);
    const { size } = await fetchSoundCheckpoint(server.url);
    expect(size).toBeGreaterThan(256);
    await server.stop();
    for (const [what, sql, said] of flips) {
      const copy = await newDatabase(database);
      await tamper(sql, copy);
      expect({ what, said: await refusal(copy) }).toEqual({ what, said: expect.stringMatching(said) });
    }
    expect((await fetchSoundCheckpoint((await start()).url)).size).toBe(size);
  });

  test('a checkpoint that is damaged is signed anew as docs/operating.md says', async () => {
    const server = await start();
    const { size } = await fetchSoundCheckpoint(server.url);
    await server.stop();
    await tamper(flips.find(([what]) => what.startsWith('a signature'))?.[1] ?? '');
    await refusal();
    await queryOnce(
      urlOfDatabase(cluster, database),
      `begin; alter table log_checkpoint disable trigger user; delete from log_checkpoint;
        alter table log_checkpoint enable trigger user; commit`,
    );
    expect((await fetchSoundCheckpoint((await start()).url)).size).toBe(size);
  });
});

describe('one bit flipped under a running server: it signs no inconsistent tree', () => {
  test('in the frontier: filings are refused until it is put right, and nothing is lost', async () => {
    const server = await start();
    const receipts = await file(server, 5);
    const [head] = await select<{ frontier: Buffer }>('select frontier from log_head');
    await tamper(flips.find(([what]) => what === 'the frontier')?.[1] ?? '');
    expect(await tryToFile(server)).toEqual([503, 'record-damaged']);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    await tamper(`update log_head set frontier = '\\x${head?.frontier.toString('hex')}'`);
    expect(await tryToFile(server)).toEqual([201, undefined]);
    for (const [note, receipt] of receipts)
      expect(await clientOf(server.url).file({ note })).toEqual(receipt);
  });

  test('in a leaf: no receipt is signed over another root', async () => {
    const server = await start();
    const receipts = await file(server, 3);
    await tamper(`update log_entries set ${flip('leaf_hash')} where index = 2`);
    for (const note of receipts.keys())
      await expect(clientOf(server.url).file({ note })).rejects.toMatchObject({
        problem: { code: 'record-damaged' },
      });
  });
});

describe('a database that is not what it was', () => {
  test('restored to an older state: the start says so; with the newest state all goes on', async () => {
    const first = await start();
    await file(first, 3);
    await first.stop();
    const backup = await newDatabase(database);
    const second = await start();
    const receipts = await file(second, 3);
    await second.stop();
    expect(await refusal(backup)).toMatch(/was restored to an older state.*restore the newest backup/s);
    expect(await doctorOn(backup)).toContain('was restored to an older state');
    expect(await doctorOn(database)).toBe('');
    const third = await start();
    for (const [note, receipt] of receipts) expect(await clientOf(third.url).file({ note })).toEqual(receipt);
  });

  test('restored, and gone on with by a server that had lost its memory: the two have parted', async () => {
    const first = await start();
    await first.stop();
    const backup = await newDatabase(database);
    await file(await start(), 2);
    const memory = readFileSync(join(data, 'newest-checkpoint'));
    for (const server of running.splice(0)) await server.stop();
    rmSync(join(data, 'newest-checkpoint'));
    const forgetful = await start(backup);
    expect(forgetful.printed()).toContain('cannot be told this time');
    await file(forgetful, 4);
    await forgetful.stop();
    writeFileSync(join(data, 'newest-checkpoint'), memory);
    expect(await refusal(backup)).toContain('the two have parted');
  });

  test('restored under a running server: filings are refused', async () => {
    const server = await start();
    await file(server, 3);
    const older = await select<{ size: number; frontier: Buffer; taken_in: string }>(
      'select * from log_head',
    );
    await file(server, 3);
    const row = older[0];
    await tamper(
      `delete from notices where index >= ${row?.size}; delete from notes where index >= ${row?.size}; delete from log_entries where index >= ${row?.size}; update log_head set size = ${row?.size}, frontier = '\\x${row?.frontier.toString('hex')}'`,
    );
    expect(await tryToFile(server)).toEqual([503, 'record-damaged']);
  });

  test('deleted: the key begins no second log in an empty database', async () => {
    await (await start()).stop();
    expect(await refusal(await newDatabase())).toMatch(/holds no log, but the key .* has signed one/);
  });

  test('deleted under a running server: filings are refused with the reason', async () => {
    const server = await start();
    await tamper('drop table log_head');
    expect(await tryToFile(server)).toEqual([503, 'record-damaged']);
    await server.stop();
    expect(await refusal()).toContain('A part of the database is missing');
  });

  test('copied and given to a server with another key', async () => {
    await (await start()).stop();
    const other = mkdtempSync(join(tmpdir(), 'rapport-dead-'));
    const fresh = await newDatabase();
    await (await start(fresh, { RAPPORT_DATA: other })).stop();
    const said = await refusal(database, { RAPPORT_DATA: other });
    rmSync(other, { recursive: true, force: true });
    expect(said).toMatch(/signed with another key.*Put back the key file/s);
  });

  test('of another organisation', async () => {
    await (await start()).stop();
    const folder = join(data, 'another');
    cpSync(new URL('../../../../organisations/cica', import.meta.url).pathname, folder, { recursive: true });
    const file_ = join(folder, 'organisation.json');
    const text = readFileSync(file_, 'utf8');
    writeFileSync(file_, text.replace(/"origin":\s*"[^"]+"/, '"origin": "another.rapport.invalid/log"'));
    expect(await refusal(database, { RAPPORT_ORGANISATION: folder })).toMatch(
      /The database holds the log .*, but this server is set up for/,
    );
  });

  test('of a stranger: another program’s tables are left as they are', async () => {
    const url = urlOfDatabase(cluster, database);
    await queryOnce(url, 'create table notes (id integer)', 'insert into notes values (7)');
    expect(await refusal()).toMatch(
      /Migration 0001.* failed and was undone: relation "notes" already exists/,
    );
    expect(await select('select * from notes')).toEqual([{ id: 7 }]);
  });
});

test('two servers on one database, each with its own memory, work as one', async () => {
  const one = await start();
  const folder = mkdtempSync(join(tmpdir(), 'rapport-dead-'));
  cpSync(data, folder, { recursive: true });
  const two = await start(database, { RAPPORT_DATA: folder });
  const notes = await signedNotices(data, 120);
  const receipts = await Promise.all(
    notes.map((note, i) => clientOf([one, two][i % 2]?.url ?? '').file({ note })),
  );
  expect(new Set(receipts.map(({ index }) => index)).size).toBe(120);
  const [newest] = receipts.toSorted((a, b) => b.index - a.index);
  for (const receipt of receipts) provedBy(receipt);
  for (const server of [one, two]) {
    const checkpoint = await fetchSoundCheckpoint(server.url);
    expect(checkpoint.size).toBeGreaterThan(newest?.index ?? Number.NaN);
  }
  for (const [i, note] of notes.entries())
    expect(await clientOf([two, one][i % 2]?.url ?? '').file({ note })).toEqual(receipts[i]);
  for (const server of [one, two]) await server.stop();
  await start(); // the memory of either fits the database
  await start(database, { RAPPORT_DATA: folder });
  rmSync(folder, { recursive: true, force: true });
});
