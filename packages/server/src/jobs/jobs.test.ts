import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseConfig } from '../config.ts';
import { connect, type Db, transaction } from '../db/connect.ts';
import { startServer } from '../start-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { addJob, dropJob } from './add-job.ts';
import { JobRunner, type Tasks } from './job-runner.ts';

const holder = fileURLToPath(new URL('../testing/hold-job.ts', import.meta.url));
let database: TestDatabase;
let db: Db;
let runners: JobRunner[] = [];
const errors: string[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  db = connect(database.url, () => undefined, 3);
  errors.length = 0;
});
afterEach(async () => {
  for (const runner of runners) await runner.close();
  runners = [];
  await db.end();
  await database.drop();
});

function runJobs(tasks: Tasks, now: () => number = Date.now): JobRunner {
  const onError = (error: unknown, what: string): void => void errors.push(`${what}: ${String(error)}`);
  const runner = new JobRunner({ databaseUrl: database.url, tasks, everyMinute: [], now, onError });
  runners.push(runner);
  runner.start();
  return runner;
}

/** A task that notes what it was called with. */
function noting(): { ran: unknown[]; tasks: Tasks } {
  const ran: unknown[] = [];
  return { ran, tasks: { note: async (payload) => void ran.push(payload) } };
}

const patience = { timeout: 30_000 };

test('what a transaction asks for is done once it commits, by one of several processes; what it took back is not', async () => {
  const { ran, tasks } = noting();
  for (let count = 0; count < 2; count += 1) runJobs(tasks);
  await transaction(db, 'begin', (tx) => addJob(tx, 'note', { of: 'committed' }));
  const undone = transaction(db, 'begin', async (tx) => {
    await addJob(tx, 'note', { of: 'undone' });
    throw new Error('changed its mind');
  });
  await expect(undone).rejects.toThrow('changed its mind');
  await addJob(db, 'note', { of: 'last' });
  await expect.poll(() => ran.length, patience).toBe(2);
  expect(ran).toEqual(expect.arrayContaining([{ of: 'committed' }, { of: 'last' }]));
});

test('a job waits for its time by the clock of the server, whatever the database thinks that it is', async () => {
  const { ran, tasks } = noting();
  const now = Date.parse('2031-05-05T08:00:00Z');
  runJobs(tasks, () => now);
  await addJob(db, 'note', { of: 'later' }, { runAt: now + 3_600_000 });
  await addJob(db, 'note', { of: 'passed' }, { runAt: now - 3_600_000 });
  await expect.poll(() => ran, patience).toEqual([{ of: 'passed' }]);
  const { rows } = await db.query<{ minutes: number }>(
    'select extract(epoch from run_at - now()) / 60 as minutes from rapport_jobs.jobs',
  );
  expect(rows.map(({ minutes }) => Math.ceil(minutes / 10))).toEqual([6]);
});

test('under one key one job waits: the later one, until it is dropped', async () => {
  const { ran, tasks } = noting();
  const runAt = Date.now() + 3_600_000;
  await addJob(db, 'note', { of: 'first' }, { runAt, key: 'a' });
  await addJob(db, 'note', { of: 'dropped' }, { runAt, key: 'b' });
  runJobs(tasks);
  await expect.poll(async () => (await db.query('select from job_requests')).rowCount, patience).toBe(0);
  await dropJob(db, 'b');
  await addJob(db, 'note', { of: 'second' }, { key: 'a' });
  await expect.poll(() => ran, patience).toEqual([{ of: 'second' }]);
  const { rows } = await db.query('select from rapport_jobs.jobs');
  expect(rows).toEqual([]);
});

test('a job whose process is killed over it runs again elsewhere, once', async () => {
  const child = spawn(process.execPath, [holder, database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    await addJob(db, 'hold', { of: 'the killed' });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(said.toString('utf8'))).toEqual({ of: 'the killed' });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  const ran: unknown[] = [];
  runJobs({ hold: async (payload) => void ran.push(payload) });
  await expect.poll(() => ran, patience).toEqual([{ of: 'the killed' }]);
});

test('a job that its living process takes long over is left to it', async () => {
  let begun = 0;
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const tasks = {
    hold: async () => {
      begun += 1;
      await held;
    },
  };
  runJobs(tasks);
  await addJob(db, 'hold', {});
  await expect.poll(() => begun, patience).toBe(1);
  await db.query("update rapport_jobs._private_jobs set locked_at = now() - interval '1 hour'");
  const { ran, tasks: others } = noting();
  runJobs({ ...tasks, ...others });
  await db.query('select pg_sleep(3)'); // the others have looked for the dead by now
  await addJob(db, 'note', { of: 'the living' });
  await expect.poll(() => ran, patience).toEqual([{ of: 'the living' }]);
  expect(begun).toBe(1);
  finish();
});

test('what fails is tried again, and said; what nobody knows waits', async () => {
  let tries = 0;
  runJobs({
    stumble: async () => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
    },
  });
  await addJob(db, 'of-a-later-release', {});
  await addJob(db, 'stumble', {});
  await expect.poll(() => tries, patience).toBe(2);
  expect(errors).toEqual(['job stumble: Error: not yet']);
  const { rows } = await db.query<{ task: string }>('select task_identifier as task from rapport_jobs.jobs');
  await expect.poll(() => rows.map(({ task }) => task)).toContain('of-a-later-release');
});

test('a server asks and answers while the schema of the jobs is locked, or not there to be made', async () => {
  await db.query('create schema rapport_jobs');
  const { ran, tasks } = noting();
  await db.query('create table rapport_jobs.migrations (id text)'); // of another shape: cannot be used
  runJobs(tasks);
  await expect.poll(() => errors.length, patience).toBeGreaterThan(0);
  await transaction(db, 'begin', (tx) => addJob(tx, 'note', { of: 'patience' }));
  await db.query('drop schema rapport_jobs cascade');
  await expect.poll(() => ran, patience).toEqual([{ of: 'patience' }]);
  const lock = await db.connect();
  try {
    await lock.query('begin; lock table rapport_jobs._private_jobs in access exclusive mode');
    await transaction(db, 'begin', (tx) => addJob(tx, 'note', { of: 'the locked' }));
    expect(ran).toHaveLength(1);
    await lock.query('commit');
  } finally {
    lock.release();
  }
  await expect.poll(() => ran.length, patience).toBe(2);
});

test('a server runs jobs, and none where it is told not to', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rapport-jobs-'));
  const start = async (jobs: string) => {
    const settings = { RAPPORT_DATABASE_URL: database.url, RAPPORT_DATA: data, RAPPORT_PORT: '0' };
    const parsed = parseConfig({ ...settings, RAPPORT_JOBS: jobs }, data);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
    return startServer(parsed.config, pino({ level: 'silent' }));
  };
  const without = await start('no');
  await addJob(db, 'mail', {});
  expect((await fetch(`${without.url}/readyz`)).status).toBe(200);
  await without.close();
  expect((await db.query("select from pg_namespace where nspname = 'rapport_jobs'")).rowCount).toBe(0);
  const running = await start('yes');
  const left = async () =>
    (await db.query('select from job_requests')).rowCount === 0 &&
    (await db.query('select from rapport_jobs.jobs').catch(() => ({ rowCount: 1 }))).rowCount === 0;
  await expect.poll(left, patience).toBe(true);
  await running.close();
  rmSync(data, { recursive: true, force: true });
});
