import type { Awaited, NotReceived } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import { type Adherence, formatReference, isInForce, type Reader, type Series } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import { readYearItems } from '../clocks/year-readings.ts';
import type { Queryable } from '../db/connect.ts';
import { withSubjects } from '../reading/subjects.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';

/** What the list is read from. */
export interface AwaitingContext {
  readonly organisation: Organisation;
  readonly adherence: Adherence;
  readonly abbreviation: string;
  /** The organisation's own code: it sees what is owed in threads that it may read, and no more. */
  readonly me: string;
  /** POSIX milliseconds. */
  readonly now: number;
}

const dayMs = 86_400_000;
/** What is due later than this, or passed before it, is not chased. */
const aheadMs = 60 * dayMs;
const behindMs = 400 * dayMs;
const itemsMax = 500;

/**
 * What participants owe and have not sent yet, by when it is due: computed from the record at the instant of asking. For the
 * organisation alone: nobody else is shown a list of what states have not answered.
 */
export async function readNotReceived(db: Queryable, context: AwaitingContext): Promise<NotReceived> {
  const { now } = context;
  const [inThreads, ofYears] = [await readOwedInThreads(db, context), await readOwedOfYears(db, context)];
  const all = [...inThreads, ...ofYears].toSorted((a, b) => a.due - b.due);
  return { at: now, items: all.slice(0, itemsMax), isCut: all.length > itemsMax };
}

interface OwedRow {
  thread: Buffer;
  clock: string;
  participant: string;
  opener: string;
  measure: string;
  edition: string;
  step: string;
  due: number;
  series: Series;
  year: number;
  number: number;
}

/** The opening and the notice that started the clock are both for the organisation to read. */
async function readOwedInThreads(
  db: Queryable,
  { organisation, abbreviation, me, now }: AwaitingContext,
): Promise<Awaited[]> {
  const reader: Reader = { participant: me };
  const { rows } = await db.query<OwedRow>(
    `select r.thread, r.clock, r.participant, r.opener, r.measure, r.edition, r.step, r.due, n.series, n.year, n.number
      from clock_readings r join notices n on n.id = r.thread
      where r.met_at is null and r.suspended_at is null and r.participant <> $1 and r.due between $2 and $3
        and ${visibleSql(reader, 1)}
        and exists (select 1 from notices n where n.id = r.started_by and ${visibleSql(reader, 1)})
      order by r.due, r.id limit $4`,
    [visibleTo(reader), now - behindMs, now + aheadMs, itemsMax + 1],
  );
  const items = rows.map((row): Awaited => {
    const { participant, measure, edition, clock, step, due } = row;
    const reference = formatReference(abbreviation, { ...row, participant: row.opener });
    const state = due < now ? 'passed' : 'running';
    return {
      participant,
      measure,
      edition,
      clock,
      step,
      due,
      state,
      thread: encodeHex(row.thread),
      reference,
    };
  });
  const within = items.flatMap((item) =>
    item.thread === undefined ? [] : [{ ...item, thread: item.thread }],
  );
  return withSubjects(db, reader, within, ({ measure, edition }) =>
    organisation.measures.find((one) => one.id === measure && one.edition === edition),
  );
}

async function readOwedOfYears(db: Queryable, context: AwaitingContext): Promise<Awaited[]> {
  const { organisation, adherence, now, me } = context;
  const inForce = organisation.measures.filter((one) => isInForce(one, organisation, adherence, now));
  const yearly = inForce.filter(({ clocks }) => clocks.some(({ kind }) => kind === 'yearly'));
  const takers = takersOf(adherence, yearly).filter((participant) => participant !== me);
  const owed: Awaited[] = [];
  for (const participant of takers)
    for (const item of await readYearItems(db, participant, yearly, context, now)) {
      const { measure, edition, clock, step, due, year, state } = item;
      if (state !== 'running' && state !== 'passed') continue;
      if (due < now - behindMs || due > now + aheadMs) continue;
      owed.push({ participant, measure, edition, clock, step, due, year, state });
    }
  return owed;
}

function takersOf({ takings }: Adherence, measures: readonly Measure[]): string[] {
  const ids = new Set(measures.map(({ id }) => id));
  const takers = [...takings.values()].filter(({ measure }) => ids.has(measure));
  return [...new Set(takers.map(({ participant }) => participant))].sort();
}
