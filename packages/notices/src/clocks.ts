import {
  type Clock,
  type ClockAfter,
  type ClockBefore,
  listOf,
  type Measure,
  type Organisation,
  type Span,
} from '@rapport/measures';
import { isAddressee, mayReadFiled } from './audience.ts';
import { canFollow } from './check-thread.ts';
import type { FiledNotice } from './filed-notice.ts';
import { addSpan, type Calendar, readLocal } from './local-time.ts';
import { namedFor, newestOf, stepIn, valueAt } from './roles.ts';
import { isEffective } from './together.ts';

/** What a clock says at one instant. Words are the same for every participant. */
export type ClockState = 'running' | 'met' | 'met-late' | 'passed' | 'suspended' | 'used-up';

/** One clock of one thread, for one participant who owes the step. */
export interface ClockReading {
  readonly clock: string;
  readonly participant: string;
  /** The first of the steps that stop it, in the measure's words. */
  readonly step: string;
  /**
   * POSIX milliseconds: the step is in time if taken in before or at this instant. Of a suspended clock, the
   * instant that it would be if the clock ran on now.
   */
  readonly due: number;
  readonly state: ClockState;
  /** When the step was taken in, if it was. */
  readonly at?: number;
}

/** What clocks read of an organisation: the calendars of its capitals. */
export type Capitals = Pick<Organisation, 'participants'>;

/**
 * Reads every clock of a thread at an instant: a pure function, never a stored status. Yearly clocks and
 * quotas are of no thread: see `readYearly` and `readQuota`.
 *
 * @param thread - the thread's notices in log order, as far as the reader may see them
 * @param now - POSIX milliseconds
 * @param enrolled - codes of the participants who can owe a reply to all of them
 */
export function readClocks(
  measure: Measure,
  thread: readonly FiledNotice[],
  capitals: Capitals,
  enrolled: ReadonlySet<string>,
  now: number,
): ClockReading[] {
  const opening = thread[0];
  if (opening === undefined) return [];
  const past = thread.filter(({ takenIn }) => takenIn <= now);
  const context = { measure, thread: past, opening, now, calendarOf: calendarsOf(capitals), enrolled };
  return measure.clocks.flatMap((clock) => readClock(clock, context));
}

interface Context {
  readonly measure: Measure;
  readonly thread: readonly FiledNotice[];
  readonly opening: FiledNotice;
  readonly now: number;
  readonly calendarOf: (participant: string) => Calendar;
  readonly enrolled: ReadonlySet<string>;
}

const calendars = new WeakMap<object, ReadonlyMap<string, Calendar>>();

/** The calendar of each participant's capital. */
export function calendarsOf({ participants }: Capitals): (participant: string) => Calendar {
  const known = calendars.get(participants) ?? new Map(participants.map((one) => [one.code, one]));
  calendars.set(participants, known);
  return (participant) => known.get(participant) ?? { zone: 'UTC' };
}

function readClock(clock: Clock, context: Context): ClockReading[] {
  if (clock.kind === 'before') return readBefore(clock, context);
  return clock.kind === 'after' ? readAfter(clock, context) : [];
}

/** Whose calendar counts: that of who owes the step, unless the clock names another capital. */
function calendarFor(clock: ClockBefore | ClockAfter, participant: string, context: Context): Calendar {
  const { capital = participant } = clock;
  return context.calendarOf(capital === 'opener' ? context.opening.notice.participant : capital);
}

/** Each taking of the step has to be in time for the date that its newest correction gives. */
function readBefore(clock: ClockBefore, context: Context): ClockReading[] {
  const takings = context.thread.filter((filed) => filed.notice.step === clock.step);
  const first = takings.filter((filed) => stepIn(context.measure, filed)?.corrects !== true);
  return first.flatMap((taking) => {
    const { participant } = taking.notice;
    const calendar = calendarFor(clock, participant, context);
    const event = eventOf(clock, newestOf(taking, context.measure, context.thread), calendar.zone);
    if (event === undefined) return [];
    const due = dueBefore(event, clock, calendar);
    return [reading(clock, clock.step, participant, due, taking.takenIn, context.now)];
  });
}

/** The date or instant that the newest of them to name one names. */
function eventOf(clock: ClockBefore, chain: readonly FiledNotice[], zone: string) {
  const values = chain.map(({ notice }) => valueAt(notice.answers, clock.field));
  const newest = values.findLast((value) => value !== undefined);
  return typeof newest === 'string' ? readLocal(newest, zone) : undefined;
}

/** A span in days before a calendar day ends with that day; one in hours ends at the instant. */
function dueBefore(event: { instant: number; isDay: boolean }, span: Span, calendar: Calendar): number {
  const due = addSpan(event.instant, { ...span, amount: -span.amount }, calendar);
  if (!event.isDay || span.unit === 'hours') return due;
  return addSpan(due, { amount: 1, unit: 'days' }, calendar) - 1;
}

/**
 * Each `from` starts the clock anew, for each who owes; the first fitting step after it stops it. One that
 * the thread's closing made impossible before it was due asks nothing of anybody, and has no reading; nor has
 * one that a newer start took the place of before it was due.
 */
function readAfter(clock: ClockAfter, context: Context): ClockReading[] {
  const from = listOf(clock.from);
  const starts = context.thread.filter(
    (filed) => from.includes(filed.notice.step) && isEffective(context.measure, context.thread, filed),
  );
  const pauses = pausesOf(clock, context);
  return starts.flatMap((start, place) =>
    owing(clock, context, start).flatMap((participant) => {
      const calendar = calendarFor(clock, participant, context);
      const run = runOn(addSpan(start.takenIn, clock, calendar), start.takenIn, pauses, context.now);
      const taken = takenBy(clock, context, participant, start);
      const next = starts[place + 1];
      const isReplaced =
        next !== undefined && next.takenIn <= run.due && (taken === undefined || taken.index > next.index);
      const isMoot = taken === undefined && isClosedBy(clock, context, start, run.due);
      if (isReplaced || isMoot) return [];
      const [step = ''] = listOf(clock.step);
      const said = reading(clock, step, participant, run.due, taken?.takenIn, context.now);
      return [run.isSuspended && taken === undefined ? { ...said, state: 'suspended' as const } : said];
    }),
  );
}

/** A time in which a clock stands still; `until` is absent while it does. */
interface Pause {
  readonly from: number;
  readonly until?: number;
}

function pausesOf(clock: ClockAfter, { measure, thread }: Context): Pause[] {
  const pauses: Pause[] = [];
  for (const filed of thread) {
    if (!isEffective(measure, thread, filed)) continue;
    const open = pauses.at(-1);
    const isOpen = open !== undefined && open.until === undefined;
    if (!isOpen && filed.notice.step === clock.suspendedBy) pauses.push({ from: filed.takenIn });
    if (isOpen && filed.notice.step === clock.resumedBy)
      pauses.splice(-1, 1, { from: open.from, until: filed.takenIn });
  }
  return pauses;
}

/** When it is due after all the pauses that began before it was; and whether it stands still now. */
function runOn(
  base: number,
  start: number,
  pauses: readonly Pause[],
  now: number,
): { readonly due: number; readonly isSuspended: boolean } {
  let due = base;
  for (const { from, until } of pauses) {
    const began = Math.max(from, start);
    if (began > due || (until !== undefined && until <= start)) continue;
    due += (until ?? now) - began;
    if (until === undefined) return { due, isSuspended: true };
  }
  return { due, isSuspended: false };
}

/** Who could not read what starts the clock owes nothing for it. */
function owing(clock: ClockAfter, context: Context, start: FiledNotice): string[] {
  const { opening, enrolled, measure, thread } = context;
  if (clock.each === 'opener') return [opening.notice.participant];
  if (clock.each === 'named') {
    const steps = measure.steps.filter(({ id }) => listOf(clock.step).includes(id));
    const named = steps.flatMap((step) => namedFor(step, measure, thread));
    return [...new Set(named)].filter((participant) => mayReadFiled({ participant }, start)).sort();
  }
  const isOwing = (participant: string): boolean =>
    isAddressee(participant, opening) && mayReadFiled({ participant }, start);
  return [...enrolled].filter(isOwing).sort();
}

function takenBy(
  clock: ClockAfter,
  { thread }: Context,
  participant: string,
  start: FiledNotice,
): FiledNotice | undefined {
  const steps = listOf(clock.step);
  return thread.find(
    ({ index, notice }) =>
      index > start.index && steps.includes(notice.step) && notice.participant === participant,
  );
}

/** Whether the thread was closed after `start`, by `due`, with a notice that the step may not follow. */
function isClosedBy(
  clock: ClockAfter,
  { measure, thread }: Context,
  start: FiledNotice,
  due: number,
): boolean {
  const closing = closingOf(measure, thread);
  if (closing === undefined || closing.index <= start.index || closing.takenIn > due) return false;
  const steps = measure.steps.filter(({ id }) => listOf(clock.step).includes(id));
  return !steps.some((step) => canFollow(measure, step, thread, closing));
}

/** The notice with which a thread was closed. */
export function closingOf(measure: Measure, thread: readonly FiledNotice[]): FiledNotice | undefined {
  return thread.find(
    (filed) => stepIn(measure, filed)?.closes === true && isEffective(measure, thread, filed),
  );
}

function reading(
  clock: Clock,
  step: string,
  participant: string,
  due: number,
  at: number | undefined,
  now: number,
): ClockReading {
  const common = { clock: clock.id, participant, step, due };
  if (at === undefined) return { ...common, state: now <= due ? 'running' : 'passed' };
  return { ...common, state: at <= due ? 'met' : 'met-late', at };
}
