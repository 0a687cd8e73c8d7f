import { type ClockQuota, type ClockYearly, listOf, type Measure } from '@rapport/measures';
import type { Taking } from './adherence.ts';
import { type Capitals, type ClockReading, calendarsOf } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';
import { addSpan, type Calendar, readLocal, yearOf } from './local-time.ts';
import { newestOf, stepIn, valueAt } from './roles.ts';

/** A reading of a clock that is of a year and of no thread. */
export interface YearReading extends Omit<ClockReading, 'startedBy'> {
  readonly year: number;
  /** Of a quota: how often the step was taken in the year, and how often it may be asked for. */
  readonly used?: number;
  readonly limit?: number;
}

/** What clocks of the year are read from: a participant, and what it has filed under the measure. */
export interface YearContext {
  readonly measure: Measure;
  readonly participant: string;
  readonly capitals: Capitals;
  /** Its notices under the measure, of every thread, in log order. */
  readonly filed: readonly FiledNotice[];
  /** POSIX milliseconds. */
  readonly now: number;
}

/**
 * Reads a yearly clock: one reading for each year for which something is due, up to the next that is. A
 * participant owes a return for a year if what it took up held on the day on which the return is due.
 *
 * @param takings - what the participant has taken up; of other measures they are left out
 */
export function readYearly(
  clock: ClockYearly,
  takings: readonly Taking[],
  context: YearContext,
): YearReading[] {
  const { measure, participant, capitals, now } = context;
  const calendar = calendarsOf(capitals)(participant);
  const own = takings.filter((one) => one.participant === participant && one.measure === measure.id);
  const first = Math.min(...own.map(({ from }) => from));
  if (!Number.isFinite(first)) return [];
  const readings: YearReading[] = [];
  for (let dueYear = yearOf(first, calendar.zone); ; dueYear += 1) {
    const due = dueIn(clock, dueYear, calendar);
    if (own.some(({ from, until = Infinity }) => from <= due && due < until))
      readings.push(yearReading(clock, dueYear - (clock.later ?? 0), due, context));
    if (due > now || dueYear >= yearOf(now, calendar.zone) + 1) return readings;
  }
}

/** The last moment of the day in a year; a day that its month does not have becomes its last. */
function dueIn({ month, day }: ClockYearly, year: number, calendar: Calendar): number {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const date = [year, String(month).padStart(2, '0'), String(Math.min(day, days)).padStart(2, '0')].join('-');
  const start = readLocal(date, calendar.zone)?.instant ?? Number.NaN;
  return addSpan(start, { amount: 1, unit: 'days' }, calendar) - 1;
}

function yearReading(clock: ClockYearly, year: number, due: number, context: YearContext): YearReading {
  const { participant, now, filed, measure } = context;
  const [step = ''] = listOf(clock.step);
  const taking = filed.find(
    (one) =>
      one.takenIn <= now &&
      listOf(clock.step).includes(one.notice.step) &&
      stepIn(measure, one)?.corrects !== true &&
      newestOf(one, measure, filed).some(({ notice }) => valueAt(notice.answers, clock.year) === year),
  );
  const common = { clock: clock.id, participant, step, due, year };
  if (taking === undefined) return { ...common, state: now <= due ? 'running' : 'passed' };
  return { ...common, state: taking.takenIn <= due ? 'met' : 'met-late', at: taking.takenIn };
}

/** Reads a quota for the calendar year of `now` in the participant's capital. It refuses nothing. */
export function readQuota(
  clock: ClockQuota,
  { participant, capitals, filed, now }: YearContext,
): YearReading {
  const calendar = calendarsOf(capitals)(participant);
  const year = yearOf(now, calendar.zone);
  const used = filed.filter(
    ({ notice, takenIn }) =>
      notice.step === clock.step &&
      notice.participant === participant &&
      takenIn <= now &&
      yearOf(takenIn, calendar.zone) === year,
  ).length;
  const due = (readLocal(`${year + 1}-01-01`, calendar.zone)?.instant ?? Number.NaN) - 1;
  const state = used < clock.limit ? 'running' : 'used-up';
  return { clock: clock.id, participant, step: clock.step, due, year, used, limit: clock.limit, state };
}
