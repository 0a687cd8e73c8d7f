import { createHash } from 'node:crypto';
import type { Organisation } from '@rapport/measures';
import type { KeyRegister } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import { readThreads } from '../filing/filing-queries.ts';
import { beginWithHead } from '../log/log-store.ts';
import { insertClocks } from './clock-queries.ts';
import { clockRowsOf, enrolledIn } from './clock-rows.ts';

/** Goes up with every change of the rules by which clocks are read. */
const rules = 1;

const threadsAtOnce = 500;

/**
 * What rows of clocks are computed from beside the record and the measures, whose text notices name by its hash: who
 * coordinates and presides, when capitals work, and the time zones that the platform knows.
 */
export function fingerprintOf({ participants, dimensions, bodies }: Organisation): string {
  const basis = [
    rules,
    process.versions['tz'],
    participants.map(({ code, role, zone, weekend, holidays }) => [code, role, zone, weekend, holidays]),
    dimensions.map(({ id, areas }) =>
      areas.map((area) => [id, area.id, area.coordinator, area.coCoordinators]),
    ),
    bodies.map(({ id, chairs }) => [id, chairs]),
  ];
  return createHash('sha256').update(JSON.stringify(basis)).digest('hex');
}

/**
 * Computes the rows of every thread anew where what they were computed from has changed, such as the days on which a
 * capital works. Nothing is filed meanwhile.
 *
 * @param register - the keys as of the log's present size
 * @returns how many threads were read; `undefined` where the rows are up to date
 */
export async function refreshClocks(
  db: Db,
  organisation: Organisation,
  register: KeyRegister,
): Promise<number | undefined> {
  const fingerprint = fingerprintOf(organisation);
  if ((await readFingerprint(db)) === fingerprint) return undefined;
  return transaction(db, beginWithHead, (tx) => rebuild(tx, organisation, register, fingerprint));
}

async function readFingerprint(db: Queryable): Promise<string | undefined> {
  const { rows } = await db.query<{ fingerprint: string }>('select fingerprint from clock_basis');
  return rows[0]?.fingerprint;
}

async function rebuild(
  tx: Queryable,
  organisation: Organisation,
  register: KeyRegister,
  fingerprint: string,
): Promise<number> {
  await tx.query('truncate clock_readings, clock_totals');
  const measures = organisation.measures.filter(({ clocks }) => clocks.length > 0).map(({ id }) => id);
  const enrolled = enrolledIn(register);
  let count = 0;
  for (let last = -1; ; ) {
    const { rows } = await tx.query<{ index: number; thread: Buffer }>(
      `select index, thread from notices where measure = any($1::text[]) and after is null and index > $2
        order by index limit $3`,
      [measures, last, threadsAtOnce],
    );
    const threads = await readThreads(
      tx,
      rows.map(({ thread }) => encodeHex(thread)),
    );
    const found = [...threads.values()].flatMap((thread) => clockRowsOf(thread, organisation, enrolled));
    const { text, values } = insertClocks(found);
    await tx.query(text, [...values]);
    count += rows.length;
    last = rows.at(-1)?.index ?? last;
    if (rows.length < threadsAtOnce) break;
  }
  await tx.query(
    `insert into clock_basis (fingerprint) values ($1) on conflict (singleton) do update set fingerprint = excluded.fingerprint`,
    [fingerprint],
  );
  return count;
}
