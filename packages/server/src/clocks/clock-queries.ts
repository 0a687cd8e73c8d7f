import type { ClockItem } from '@rapport/api';
import { formatReference, type Series } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import type { Change } from '../db/run-together.ts';
import { idBytes } from '../filing/filing-queries.ts';
import type { ClockRow } from './clock-rows.ts';

const dayMs = 86_400_000;

/** Puts rows in. One that stands there already is left: the index must never stop a filing. */
export function insertClocks(rows: readonly ClockRow[]): Change {
  const of = <T>(read: (row: ClockRow) => T): T[] => rows.map(read);
  return {
    text: `insert into clock_readings (thread, clock, participant, started_by, opener, measure, edition, step, due, met_at, suspended_at)
      select * from unnest($1::bytea[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::bigint[], $10::bigint[], $11::bigint[]) on conflict do nothing`,
    values: [
      of(({ thread }) => idBytes(thread)),
      of(({ clock }) => clock),
      of(({ participant }) => participant),
      of(({ startedBy }) => idBytes(startedBy)),
      of(({ opener }) => opener),
      of(({ measure }) => measure),
      of(({ edition }) => edition),
      of(({ step }) => step),
      of(({ due }) => due),
      of(({ metAt }) => metAt ?? null),
      of(({ suspendedAt }) => suspendedAt ?? null),
    ],
  };
}

/** Takes rows out. */
export async function deleteClocks(tx: Queryable, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'delete-clocks',
    text: `delete from clock_readings r using unnest($1::bytea[], $2::text[], $3::text[], $4::bytea[])
        as old (thread, clock, participant, started_by)
      where r.thread = old.thread and r.clock = old.clock and r.participant = old.participant and r.started_by = old.started_by`,
    values: [
      rows.map(({ thread }) => idBytes(thread)),
      rows.map(({ clock }) => clock),
      rows.map(({ participant }) => participant),
      rows.map(({ startedBy }) => idBytes(startedBy)),
    ],
  });
}

/** How many clocks of a participant there are in each state at an instant. */
export interface ClockCounts {
  readonly running: number;
  readonly passed: number;
  readonly suspended: number;
  readonly met: number;
  readonly metLate: number;
}

interface CountRow {
  participant: string;
  open: number;
  passed: number;
  suspended: number;
  met: number;
  met_late: number;
}

/**
 * Counts what participants owe, over every thread, at an instant: whole days from the totals, the day under way from its rows.
 *
 * @param now - POSIX milliseconds
 * @returns by participant; those who never owed anything are not there
 */
export async function readClockCounts(
  db: Queryable,
  participants: readonly string[],
  now: number,
): Promise<Map<string, ClockCounts>> {
  const today = Math.floor(now / dayMs);
  const { rows } = await db.query<CountRow>({
    name: 'clock-counts',
    text: `select t.participant, t.open, t.before + today.count as passed, t.suspended, t.met, t.met_late
      from (select participant,
          coalesce(sum(count) filter (where kind = 'open'), 0)::bigint as open,
          coalesce(sum(count) filter (where kind = 'open' and day < $2), 0)::bigint as before,
          coalesce(sum(count) filter (where kind = 'suspended'), 0)::bigint as suspended,
          coalesce(sum(count) filter (where kind = 'met'), 0)::bigint as met,
          coalesce(sum(count) filter (where kind = 'met-late'), 0)::bigint as met_late
        from clock_totals where participant = any($1::text[]) group by participant) t,
      lateral (select count(*) from clock_readings r where r.participant = t.participant and r.met_at is null
        and r.suspended_at is null and r.due >= $3 and r.due < $4) today`,
    values: [participants, today, today * dayMs, now],
  });
  return new Map(rows.map((row) => [row.participant, countsOf(row)]));
}

function countsOf({ open, passed, suspended, met, met_late: metLate }: CountRow): ClockCounts {
  return { running: open - passed, passed, suspended, met, metLate };
}

/** Which clocks to list, and where a page begins. */
export interface ClockQuery {
  /** What a participant owes, or what others owe in threads that it opened. */
  readonly side: 'owed' | 'awaited';
  readonly state: 'running' | 'passed' | 'suspended';
  /** The place of the last of the page before: its `due` and number. */
  readonly after?: { readonly due: number; readonly id: number };
  readonly limit: number;
}

interface ItemRow {
  id: number;
  thread: Buffer;
  started_by: Buffer;
  clock: string;
  participant: string;
  opener: string;
  measure: string;
  edition: string;
  step: string;
  due: number;
  suspended_at: number | null;
  series: Series;
  year: number;
  number: number;
}

/** Where the next page begins, beside its items. */
export interface FoundClocks {
  readonly items: readonly ClockItem[];
  readonly next?: { readonly due: number; readonly id: number };
}

/** Lists clocks at an instant: what runs by what is due first, what has passed by what passed last. */
export async function readClockItems(
  db: Queryable,
  participant: string,
  { side, state, after, limit }: ClockQuery,
  now: number,
  abbreviation: string,
): Promise<FoundClocks> {
  const isBackwards = state === 'passed';
  const whose = side === 'owed' ? 'r.participant = $1' : 'r.opener = $1 and r.participant <> $1';
  const place = isBackwards ? '(r.due, r.id) < ($3, $4)' : '(r.due, r.id) > ($3, $4)';
  const edge = isBackwards ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  const order = isBackwards ? 'r.due desc, r.id desc' : 'r.due, r.id';
  const { rows } = await db.query<ItemRow>(
    `select r.*, n.series, n.year, n.number from clock_readings r join notices n on n.id = r.thread
      where ${whose} and r.met_at is null and ${which[state]} and ${place} order by ${order} limit $5`,
    [participant, now, after?.due ?? edge, after?.id ?? edge, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => itemOf(row, state, now, abbreviation));
  const last = rows[limit - 1];
  return rows.length > limit && last !== undefined
    ? { items, next: { due: last.due, id: last.id } }
    : { items };
}

const which = {
  running: 'r.suspended_at is null and r.due >= $2',
  passed: 'r.suspended_at is null and r.due < $2',
  suspended: 'r.suspended_at is not null and $2::bigint is not null',
} as const;

function itemOf(row: ItemRow, state: ClockItem['state'], now: number, abbreviation: string): ClockItem {
  const { clock, participant, opener, measure, edition, step } = row;
  const stood = row.suspended_at === null ? 0 : now - row.suspended_at;
  return {
    thread: encodeHex(row.thread),
    startedBy: encodeHex(row.started_by),
    reference: formatReference(abbreviation, { ...row, participant: opener }),
    measure,
    edition,
    clock,
    step,
    participant,
    opener,
    due: row.due + stood,
    state,
  };
}
