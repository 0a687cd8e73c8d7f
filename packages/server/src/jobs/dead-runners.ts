import type { Pool, PoolClient } from 'pg';
import { jobsSchema } from './move-requests.ts';

/** The class of the advisory locks by which a runner shows that it lives; the object is the hash of its id. */
const aliveClass = 7_246_352;

/**
 * Shows, for as long as the connection lives, that the runner of this id does.
 *
 * @param onLost - called where the connection is lost: others may then take the runner's jobs
 */
export async function showLife(pool: Pool, runner: string, onLost: () => void): Promise<PoolClient> {
  const client = await pool.connect();
  client.once('error', onLost);
  client.once('end', onLost);
  await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [aliveClass, runner]);
  return client;
}

/** Lets jobs go that are held by runners whose process has ended, such as by a kill; they run again. */
export async function freeTheDead(pool: Pool): Promise<void> {
  await pool.query(
    `select ${jobsSchema}.force_unlock_workers(array_agg(distinct j.locked_by)) from ${jobsSchema}.jobs j
      where j.locked_by is not null and j.locked_at < now() - interval '2 seconds' and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.classid = $1::oid and l.objsubid = 2
          and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid
          and l.database = (select oid from pg_database where datname = current_database()))
      having count(*) > 0`,
    [aliveClass],
  );
}
