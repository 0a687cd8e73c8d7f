import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type WorkerEvents,
  Logger as WorkerLogger,
} from 'graphile-worker';
import pg from 'pg';
import { connect, type Db } from '../db/connect.ts';
import { freeTheDead, showLife } from './dead-runners.ts';
import { jobsSchema, moveRequests } from './move-requests.ts';

/** What is done when a job's turn has come. What it throws is tried again, later and later. */
export type Task = (payload: unknown) => Promise<void>;

/** Tasks by name, as features register them. */
export type Tasks = Readonly<Record<string, Task>>;

export interface JobRunnerParts {
  readonly databaseUrl: string;
  readonly tasks: Tasks;
  /** Names of tasks that run every minute, in one process at a time. */
  readonly everyMinute: readonly string[];
  /** POSIX milliseconds. */
  readonly now: () => number;
  /** Hears of what went wrong; the runner goes on by itself. */
  readonly onError: (error: unknown, what: string) => void;
}

const atOnce = 4;
const pollMs = 1000;
const retryMsMin = 1000;
const retryMsMax = 60_000;
const graceMs = 5000;
const limits = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  lock_timeout: 5000,
  statement_timeout: 60_000,
};

/**
 * Runs jobs inside a server process, with connections of its own: nothing that is slow, locked or broken there
 * keeps a request waiting. Several processes may run jobs of one database; each job is run by one of them, and one
 * that was killed over a job is found out by the others, or by its next start.
 */
export class JobRunner {
  readonly #parts: JobRunnerParts;
  readonly #stop = new AbortController();
  readonly #mover: Db;
  #work: Promise<unknown> | undefined;

  constructor(parts: JobRunnerParts) {
    this.#parts = parts;
    this.#mover = connect(parts.databaseUrl, (error) => this.#tell(error, 'its connections'), 1, limits);
  }

  /** Begins, in the background: a database that cannot be reached is tried again, more and more slowly. */
  start(): void {
    this.#work ??= this.#runForEver();
  }

  /** Takes no more jobs, and waits a little for those under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.race([this.#work, sleep(2 * graceMs, undefined, { ref: false })]);
    await this.#mover.end();
  }

  #tell(error: unknown, what: string): void {
    if (!this.#stop.signal.aborted) this.#parts.onError(error, what);
  }

  async #runForEver(): Promise<void> {
    for (let waitMs = retryMsMin; !this.#stop.signal.aborted; ) {
      const began = performance.now();
      await this.#runUntilLost().catch((error: unknown) => this.#tell(error, 'the runner'));
      waitMs = performance.now() - began > retryMsMax ? retryMsMin : Math.min(2 * waitMs, retryMsMax);
      await this.#pause(waitMs);
    }
  }

  #pause(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  async #runUntilLost(): Promise<void> {
    const pool = new pg.Pool({
      connectionString: this.#parts.databaseUrl,
      max: atOnce + 3,
      application_name: 'rapport-jobs',
      ...limits,
    });
    pool.on('error', (error) => this.#tell(error, 'its connections'));
    pool.on('connect', (client) => client.on('error', (error) => this.#tell(error, 'its connections')));
    const events: WorkerEvents = new EventEmitter();
    const lost = new AbortController();
    let life: pg.PoolClient | undefined;
    try {
      const created = new Promise<string>((resolve) =>
        events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
      );
      const runner = await run(this.#options(pool, events));
      life = await showLife(pool, await created, () => lost.abort());
      await this.#lookAfter(runner, pool, lost.signal);
    } finally {
      life?.release(true);
      await pool.end().catch(() => undefined);
    }
  }

  #options(pgPool: pg.Pool, events: WorkerEvents): RunnerOptions {
    const { tasks, everyMinute } = this.#parts;
    events.on('job:error', ({ job, error }) => this.#tell(error, `job ${job.task_identifier}`));
    events.on('pool:listen:error', ({ error }) => this.#tell(error, 'its connections'));
    return {
      pgPool,
      events,
      schema: jobsSchema,
      taskList: { ...tasks },
      parsedCronItems: parseCronItems(everyMinute.map(eachMinute)),
      concurrency: atOnce,
      pollInterval: pollMs,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: graceMs,
      logger: new WorkerLogger(() => () => undefined), // what matters comes as an event
    };
  }

  /** Until the runner ends by itself, is to stop, or has lost its sign of life. */
  async #lookAfter(runner: Runner, pool: pg.Pool, lost: AbortSignal): Promise<void> {
    const end = AbortSignal.any([this.#stop.signal, lost]);
    const ended = new Promise<void>((resolve) => {
      end.addEventListener('abort', () => resolve());
      if (end.aborted) resolve();
    });
    try {
      await Promise.race([runner.promise, ended, this.#moveUntil(end), this.#freeUntil(end, pool)]);
    } finally {
      await runner.stop().catch(() => undefined); // it may have stopped by itself
    }
  }

  async #moveUntil(end: AbortSignal): Promise<void> {
    while (!end.aborted)
      if ((await moveRequests(this.#mover, this.#parts.now())) === 0) await this.#pause(pollMs);
  }

  async #freeUntil(end: AbortSignal, pool: pg.Pool): Promise<void> {
    while (!end.aborted) {
      await freeTheDead(pool);
      await this.#pause(2 * pollMs);
    }
  }
}

/** What was missed while no process ran is not made up for: each run looks at all that is due. */
function eachMinute(task: string) {
  return { task, match: '* * * * *', options: { jobKey: `every minute: ${task}`, maxAttempts: 1 } };
}
