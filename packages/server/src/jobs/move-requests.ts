import type { Db, Queryable } from '../db/connect.ts';
import { transaction } from '../db/connect.ts';

/** The schema in which the runner keeps jobs. */
export const jobsSchema = 'rapport_jobs';

/** Any constant will do, as long as nothing else in the database locks it. */
const movingLock = 7_246_351;
const atOnce = 100;

interface Request {
  readonly name: string | null;
  readonly payload: unknown;
  readonly runAt: number | null;
  readonly key: string | null;
}

/**
 * Moves what was asked for to where it is run, in the order in which it was asked. One process at a time does.
 *
 * @param now - POSIX milliseconds by the clock that `runAt` is meant by; the database's own may differ
 * @returns how many were moved
 */
export async function moveRequests(db: Db, now: number): Promise<number> {
  return transaction(db, 'begin', async (tx) => {
    const { rows } = await tx.query<Request>(
      `with mine as (select pg_try_advisory_xact_lock(${movingLock}) as is_mine),
          next as (select r.id from job_requests r, mine where is_mine order by r.id limit ${atOnce}),
          taken as (delete from job_requests r using next where r.id = next.id returning r.*)
        select name, payload, run_at as "runAt", key from taken order by id`,
    );
    for (const request of rows) await moveOne(tx, request, now);
    return rows.length;
  });
}

async function moveOne(tx: Queryable, { name, payload, runAt, key }: Request, now: number): Promise<void> {
  if (name === null) {
    await tx.query(`select ${jobsSchema}.remove_job($1::text)`, [key]);
    return;
  }
  const delayMs = runAt === null ? 0 : Math.max(0, runAt - now);
  await tx.query(
    `select ${jobsSchema}.add_job($1::text, payload := $2::json, job_key := $3::text,
        run_at := clock_timestamp() + $4::double precision * interval '1 millisecond')`,
    [name, JSON.stringify(payload), key, delayMs],
  );
}
