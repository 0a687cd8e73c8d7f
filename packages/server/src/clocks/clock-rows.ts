import type { Organisation } from '@rapport/measures';
import { type ClockReading, type FiledNotice, type KeyRegister, readClocks, stepOf } from '@rapport/notices';

/** What a clock of a thread says whenever it is read: a row of `clock_readings`. Instants are POSIX milliseconds. */
export interface ClockRow {
  readonly thread: string;
  readonly clock: string;
  readonly participant: string;
  readonly startedBy: string;
  readonly opener: string;
  readonly measure: string;
  readonly edition: string;
  readonly step: string;
  readonly due: number;
  readonly metAt?: number;
  /** Set while it stands still: the instant at which it would have been due at `due`. */
  readonly suspendedAt?: number;
}

/** When each participant was enrolled, by the index of the log. */
export function enrolledIn({ roots }: KeyRegister): ReadonlyMap<string, number> {
  return new Map(
    [...roots].flatMap(([participant, [first]]) => (first ? [[participant, first.certifiedAt]] : [])),
  );
}

/**
 * The rows of one thread, as far as its notices go. They are those of every later reading too: only what a reading says
 * of now is left out.
 *
 * @param thread - all of its notices in log order
 */
export function clockRowsOf(
  thread: readonly FiledNotice[],
  organisation: Organisation,
  enrolled: ReadonlyMap<string, number>,
): ClockRow[] {
  const [opening] = thread;
  const last = thread.at(-1);
  const measure = opening === undefined ? undefined : stepOf(organisation, opening.notice)?.measure;
  if (opening === undefined || last === undefined || measure === undefined) return [];
  const readings = readClocks(measure, thread, organisation, enrolled, last.takenIn);
  return readings.map((reading) => ({
    thread: opening.id,
    opener: opening.notice.participant,
    measure: measure.id,
    edition: measure.edition,
    ...lasting(reading, last.takenIn),
  }));
}

function lasting({ clock, participant, startedBy, step, due, state, at }: ClockReading, now: number) {
  return {
    clock,
    participant,
    startedBy,
    step,
    due,
    ...(at === undefined ? {} : { metAt: at }),
    ...(state === 'suspended' ? { suspendedAt: now } : {}),
  };
}

/** Rows to take out and to put in. */
export interface ClockChanges {
  readonly removed: readonly ClockRow[];
  readonly added: readonly ClockRow[];
}

/** A thread as it stood and as it stands, with notices added or erased. */
export interface ChangedThread {
  readonly before: readonly FiledNotice[];
  readonly after: readonly FiledNotice[];
}

/** What notices added to threads, or erased in them, change. */
export function clockChanges(
  threads: Iterable<ChangedThread>,
  organisation: Organisation,
  enrolled: ReadonlyMap<string, number>,
): ClockChanges {
  const changes = { removed: [] as ClockRow[], added: [] as ClockRow[] };
  for (const thread of threads) {
    const before = keyed(clockRowsOf(thread.before, organisation, enrolled));
    const after = keyed(clockRowsOf(thread.after, organisation, enrolled));
    for (const [key, row] of before) if (!isSame(row, after.get(key))) changes.removed.push(row);
    for (const [key, row] of after) if (!isSame(row, before.get(key))) changes.added.push(row);
  }
  return changes;
}

function keyed(rows: readonly ClockRow[]): Map<string, ClockRow> {
  return new Map(rows.map((row) => [`${row.clock} ${row.participant} ${row.startedBy}`, row]));
}

function isSame(a: ClockRow, b: ClockRow | undefined): boolean {
  return b !== undefined && a.due === b.due && a.metAt === b.metAt && a.suspendedAt === b.suspendedAt;
}
