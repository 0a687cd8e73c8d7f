import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queryOnce } from '../testing/database.ts';
import { startEmbedded } from './embedded.ts';

const holder = fileURLToPath(new URL('../testing/hold-embedded.ts', import.meta.url));
let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'embedded-')); // mode 0700, as root's own home is
  folder = join(parent, 'database');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

async function select(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function hold(): Promise<{ child: ChildProcess; url: string; owned: boolean }> {
  const child = spawn(process.execPath, [holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; owned: boolean }) };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
  while (existsSync(join(folder, 'cluster/data/postmaster.pid'))) await sleep(20); // removed when it has ended
}

test('data outlives stop and start; another port each time is no matter', async () => {
  const first = await startEmbedded(folder);
  await queryOnce(first.url, 'CREATE TABLE town (name text)', "INSERT INTO town VALUES ('Душанбе')");
  await first.stop();
  await expect(select(first.url, 'SELECT 1')).rejects.toThrow();
  const second = await startEmbedded(folder);
  expect(second.owned).toBe(true);
  expect(await select(second.url, 'SELECT name FROM town')).toEqual([['Душанбе']]);
  await second.stop();
});

test('syncs commits, sorts by code point, listens on loopback alone and wants the password', async () => {
  const { url, stop } = await startEmbedded(folder);
  const settings = `SELECT name, setting FROM pg_settings WHERE name IN
    ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'server_encoding') ORDER BY name`;
  expect(await select(url, settings)).toEqual([
    ['fsync', 'on'],
    ['listen_addresses', '127.0.0.1'],
    ['server_encoding', 'UTF8'],
    ['synchronous_commit', 'on'],
    ['unix_socket_directories', ''],
  ]);
  expect(await select(url, "SELECT datlocale FROM pg_database WHERE datname = 'rapport'")).toEqual([
    ['C.UTF-8'],
  ]);
  const wrong = Object.assign(new URL(url), { password: 'guess' }).href;
  await expect(select(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(folder, 'cluster/password')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'cluster/data/pg_hba.conf'), 'utf8')).not.toMatch(/^[^#\n]*\btrust\b/m);
  await stop();
});

test('a killed parent takes the server with it, and the next start finds what was committed', async () => {
  const { child, url } = await hold();
  await queryOnce(url, 'CREATE TABLE town (name text)', "INSERT INTO town VALUES ('Doha')");
  await kill(child);
  const next = await startEmbedded(folder);
  expect(next.owned).toBe(true);
  expect(await select(next.url, 'SELECT name FROM town')).toEqual([['Doha']]);
  await next.stop();
});

test('a second process joins the running server and leaves it running', async () => {
  const first = await hold();
  const second = await startEmbedded(folder);
  expect([first.owned, second.owned, second.url]).toEqual([true, false, first.url]);
  await second.stop();
  expect(await select(first.url, 'SELECT 1')).toEqual([[1]]);
  await kill(first.child);
});

test('processes that set up the same folder at once end with one server', async () => {
  const both = await Promise.all([hold(), hold()]);
  expect(both.filter(({ owned }) => owned)).toHaveLength(1);
  expect(both[0].url).toBe(both[1].url);
  await Promise.all(both.map(({ child }) => kill(child)));
});

test('a lock left by a power cut whose process id is now a stranger is no obstacle', async () => {
  await (await startEmbedded(folder)).stop();
  const data = join(folder, 'cluster/data');
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${process.ppid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`,
  );
  const { owned, stop } = await startEmbedded(folder);
  expect(owned).toBe(true);
  await stop();
});

test('one that ends by itself is started again on its port; one that recovers is stopped all the same', async () => {
  const told: string[] = [];
  const { url, stop } = await startEmbedded(folder, {}, ({ message }) => told.push(message));
  const killOne = async (): Promise<void> => {
    const rows = await select(url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
    process.kill(Number((rows[0] as unknown[])[0]), 'SIGKILL');
  };
  const comesBack = () =>
    expect.poll(() => select(url, 'SELECT 1').catch(() => undefined), { timeout: 30_000 }).toEqual([[1]]);
  process.kill(
    Number(readFileSync(join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0]),
    'SIGKILL',
  );
  await comesBack();
  expect(told).toContain('The built-in database has ended by itself and is started again.');
  await killOne();
  await comesBack();
  await killOne();
  await stop();
  await expect(select(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('data of a newer PostgreSQL is left alone, with a sentence', async () => {
  const data = join(folder, 'cluster/data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'PG_VERSION'), '99\n');
  await expect(startEmbedded(folder)).rejects.toThrow(
    /written by PostgreSQL 99, newer than the 18 of this Rapport/,
  );
});

test('a folder that cannot be made gives a sentence', async () => {
  writeFileSync(join(parent, 'file'), '');
  await expect(startEmbedded(join(parent, 'file', 'database'))).rejects.toThrow(
    /cannot use the folder .*file/,
  );
});
