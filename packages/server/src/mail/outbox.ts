import type { Queryable } from '../db/connect.ts';
import type { Address } from './addresses.ts';
import type { Asked, Telling } from './kinds.ts';
import { whenToSend } from './when-to-send.ts';

/** Puts into the outbox what is to be told; what an address was told of before is left. @returns how many were new */
export async function putInOutbox(
  tx: Queryable,
  asked: readonly Asked[],
  addresses: readonly Address[],
  now: number,
): Promise<number> {
  if (asked.length === 0) return 0;
  const byId = new Map(addresses.map((one) => [one.id, one]));
  const known = asked.flatMap((one) => {
    const address = byId.get(one.address);
    return address === undefined ? [] : [{ ...one, sendAt: sendAt(one.telling, address, now) }];
  });
  const { rowCount } = await tx.query(
    `insert into mail_outbox (address, event, kind, about, asked_at, send_at)
      select *, $5::bigint, unnest($6::bigint[]) from unnest($1::uuid[], $2::text[], $3::text[], $4::json[])
      on conflict (address, event) do nothing`,
    [
      known.map(({ address }) => address),
      known.map(({ event }) => event),
      known.map(({ telling }) => telling.kind),
      known.map(({ telling }) => JSON.stringify(telling)),
      now,
      known.map((one) => one.sendAt),
    ],
  );
  return rowCount ?? 0;
}

function sendAt({ kind }: Pick<Telling, 'kind'>, address: Address, now: number): number {
  if (kind === 'confirm') return now; // its holder waits for it
  return whenToSend(now, address, kind === 'sign-in');
}

/** Computes anew when what waits for an address is sent, after its holder changed how it wishes to be written to. */
export async function timeAnew(tx: Queryable, address: Address, now: number): Promise<void> {
  const { rows } = await tx.query<{ id: number; kind: Telling['kind'] }>(
    'select id, kind from mail_outbox where address = $1 and sent_at is null and moot_at is null and mail is null',
    [address.id],
  );
  await tx.query(
    `update mail_outbox o set send_at = n.send_at from unnest($1::bigint[], $2::bigint[]) as n (id, send_at) where o.id = n.id`,
    [rows.map(({ id }) => id), rows.map((row) => sendAt(row, address, now))],
  );
}

/** How long it is kept what was told. */
const keptMs = 30 * 86_400_000;
/** What could not be sent for so long is told by nobody any more. */
const staleMs = 14 * 86_400_000;

/** Forgets what was told long ago, and gives up what waited for too long. */
export async function tidyOutbox(db: Queryable, now: number): Promise<void> {
  await db.query('delete from mail_outbox where coalesce(sent_at, moot_at) < $1', [now - keptMs]);
  await db.query(
    'update mail_outbox set moot_at = $1 where sent_at is null and moot_at is null and asked_at < $2',
    [now, now - staleMs],
  );
  await db.query('delete from mail_shown where at < $1', [now - keptMs]);
}
