import type { JsonObject } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';

/** When a job runs, and under which name it waits. */
export interface JobTiming {
  /** POSIX milliseconds by the server's clock; absent: at once. */
  readonly runAt?: number;
  /** One job waits under a key: a later one takes its place, unless it has begun. */
  readonly key?: string;
}

/**
 * Asks for a job. In a transaction it is asked for when that commits, and never else.
 *
 * A job is a wake-up and no more: it runs at least once, perhaps twice, perhaps late, and not at all where the
 * operator has switched jobs off. So a task looks at what the record and its own rows say, and never trusts that
 * its turn has come because it was called.
 *
 * @param name - of a task that a feature registered; one that no process knows waits until one does
 * @param payload - ids, never texts or secrets: it is kept in the clear
 */
export async function addJob(
  tx: Queryable,
  name: string,
  payload: JsonObject,
  { runAt, key }: JobTiming = {},
): Promise<void> {
  await tx.query('insert into job_requests (name, payload, run_at, key) values ($1, $2, $3, $4)', [
    name,
    JSON.stringify(payload),
    runAt ?? null,
    key ?? null,
  ]);
}

/** Drops what waits under a key; a job that has begun goes on. */
export async function dropJob(tx: Queryable, key: string): Promise<void> {
  await tx.query("insert into job_requests (payload, key) values ('{}', $1)", [key]);
}
