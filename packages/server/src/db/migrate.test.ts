import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { queryOnce, urlOfDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';

let folder: string;
let url: string;
let databases = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  const name = `migrate_${process.pid}_${databases++}`;
  await queryOnce(inject('databaseUrl'), `CREATE DATABASE ${name}`);
  url = urlOfDatabase(inject('databaseUrl'), name);
  write('0001-towns.sql', 'CREATE TABLE town (name text PRIMARY KEY);');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

async function select(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('applies what is missing, in order, and nothing twice', async () => {
  await migrate(url, folder);
  write('0002-almaty.sql', "INSERT INTO town VALUES ('Almaty');");
  await migrate(url, folder);
  await migrate(url, folder);
  expect(await select('SELECT name FROM town')).toEqual([{ name: 'Almaty' }]);
  expect(await select('SELECT number, name FROM schema_migrations ORDER BY 1')).toEqual([
    { number: 1, name: '0001-towns.sql' },
    { number: 2, name: '0002-almaty.sql' },
  ]);
});

test('servers starting at once apply each migration once', async () => {
  write('0002-slow.sql', "SELECT pg_sleep(0.1); INSERT INTO town VALUES ('Astana');");
  await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
  expect(await select('SELECT name FROM town')).toEqual([{ name: 'Astana' }]);
});

test('a failing migration leaves nothing behind and the earlier ones in place', async () => {
  write('0002-broken.sql', "INSERT INTO town VALUES ('Osh'); INSERT INTO nowhere VALUES (1);");
  await expect(migrate(url, folder)).rejects.toThrow(
    /0002-broken.sql failed and was undone: relation "nowhere"/,
  );
  expect(await select('SELECT name FROM town')).toEqual([]);
  expect(await select('SELECT number FROM schema_migrations')).toEqual([{ number: 1 }]);
});

test('refuses a database newer than the program', async () => {
  write('0002-later.sql', 'CREATE TABLE later ();');
  await migrate(url, folder);
  rmSync(join(folder, '0002-later.sql'));
  await expect(migrate(url, folder)).rejects.toThrow(
    /newer than this program: it has had migration 0002-later.sql/,
  );
});

test('refuses a merged migration whose text has changed, and applies nothing after it', async () => {
  await migrate(url, folder);
  write('0001-towns.sql', 'CREATE TABLE town (name text);');
  write('0002-later.sql', 'CREATE TABLE later ();');
  await expect(migrate(url, folder)).rejects.toThrow(/0001-towns.sql is not the one this database has had/);
  expect(await select("SELECT to_regclass('later') AS found")).toEqual([{ found: null }]);
});

test('line ends of another system do not count as a change', async () => {
  write('0001-towns.sql', 'CREATE TABLE town (\n  name text);');
  await migrate(url, folder);
  write('0001-towns.sql', 'CREATE TABLE town (\r\n  name text);');
  await expect(migrate(url, folder)).resolves.toBeUndefined();
});

test('refuses a gap in the numbers', async () => {
  write('0003-gap.sql', 'SELECT 1;');
  await expect(migrate(url, folder)).rejects.toThrow(
    'Migration 2 should be named 0002-some-name.sql, not 0003-gap.sql.',
  );
});
