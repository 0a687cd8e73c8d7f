import {
  type Clock,
  type ClockAfter,
  type ClockBefore,
  type ClockDated,
  listOf,
  type Measure,
  type Organisation,
  type Span,
} from '@rapport/measures';
import { canFollow } from './check-thread.ts';
import type { FiledNotice } from './filed-notice.ts';
import { addSpan, type Calendar, readLocal } from './local-time.ts';
import { type Enrolled, type OwingContext, owing } from './owing.ts';
import { type Pause, pausesOf, runOn } from './pauses.ts';
import { newestOf, type Society, stepIn, valueAt, withdrawalOf } from './roles.ts';
import { followingOf, takingsOf } from './thread-index.ts';
import { isEffective } from './together.ts';

/** What a clock says at one instant. Words are the same for every participant. */
export type ClockState = 'running' | 'met' | 'met-late' | 'passed' | 'suspended' | 'used-up';

/** One clock of one thread, for one participant who owes the step. */
export interface ClockReading {
  readonly clock: string;
  readonly participant: string;
  /** The id of the notice that started it. */
  readonly startedBy: string;
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

/** What clocks of a year read of an organisation: the calendars of its capitals. */
export type Capitals = Pick<Organisation, 'participants'>;

/**
 * Reads every clock of a thread at an instant: a pure function, never a stored status. Yearly clocks and
 * quotas are of no thread: see `readYearly` and `readQuota`.
 *
 * @param thread - the thread's notices in log order, as far as the reader may see them
 * @param now - POSIX milliseconds
 * @param enrolled - the participants who can owe a reply to all of them
 */
export function readClocks(
  measure: Measure,
  thread: readonly FiledNotice[],
  society: Society,
  enrolled: Enrolled,
  now: number,
): ClockReading[] {
  const isPast = thread.every(({ takenIn }) => takenIn <= now);
  const past = isPast ? thread : thread.filter(({ takenIn }) => takenIn <= now);
  const opening = past[0];
  if (opening === undefined) return [];
  const context = { measure, society, thread: past, opening, now, enrolled };
  return measure.clocks.flatMap((clock) => readClock(clock, context));
}

interface Context extends OwingContext {
  readonly now: number;
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
  if (clock.kind === 'dated') return readDated(clock, context);
  return clock.kind === 'after' ? readAfter(clock, context) : [];
}

/** Whose calendar counts: that of who owes the step, unless the clock names another capital. */
function calendarFor(
  clock: ClockBefore | ClockAfter | ClockDated,
  participant: string,
  { society, opening }: Context,
): Calendar {
  return calendarsOf(society)(capitalOf(clock, participant, opening.notice.participant));
}

/** The participant in whose capital a clock is read: whoever owes the step, unless the clock names another. */
export function capitalOf(clock: Clock, participant: string, opener: string): string {
  const whose = 'capital' in clock ? (clock.capital ?? participant) : participant;
  return whose === 'opener' ? opener : whose;
}

/** Each taking of the step has to be in time for the date that its newest correction gives. */
function readBefore(clock: ClockBefore, context: Context): ClockReading[] {
  const { measure, thread, now } = context;
  const takings = takingsOf(thread, [clock.step]);
  const first = takings.filter((filed) => stepIn(measure, filed)?.corrects !== true);
  return first.flatMap((taking) => {
    const { participant } = taking.notice;
    const calendar = calendarFor(clock, participant, context);
    const event = eventOf(clock.field, newestOf(taking, measure, thread), calendar.zone);
    if (event === undefined) return [];
    const due = shifted(event, clock, -1, calendar);
    const common = { clock: clock.id, startedBy: taking.id, step: clock.step, participant, due };
    return [reading(common, taking.takenIn, now)];
  });
}

/** The date or instant that the newest of them to name one names. */
function eventOf(field: string, chain: readonly FiledNotice[], zone: string) {
  const values = chain.map(({ notice }) => valueAt(notice.answers, field));
  const newest = values.findLast((value) => value !== undefined);
  return typeof newest === 'string' ? readLocal(newest, zone) : undefined;
}

/** A span in days from a calendar day ends with the end of a day; one in hours at the instant. */
function shifted(
  event: { instant: number; isDay: boolean },
  span: Span,
  sign: 1 | -1,
  calendar: Calendar,
): number {
  const due = addSpan(event.instant, { ...span, amount: sign * span.amount }, calendar);
  if (!event.isDay || span.unit === 'hours') return due;
  return addSpan(due, { amount: 1, unit: 'days' }, calendar) - 1;
}

/** Whoever owes the step owes it once, by the date that the opening gives as it was last corrected. */
function readDated(clock: ClockDated, context: Context): ClockReading[] {
  const { measure, thread, opening, now } = context;
  const chain = newestOf(opening, measure, thread);
  return owing(clock, context, opening).flatMap((participant) => {
    const calendar = calendarFor(clock, participant, context);
    const event = eventOf(clock.field, chain, calendar.zone);
    if (event === undefined) return [];
    const due = shifted(event, clock, clock.side === 'after' ? 1 : -1, calendar);
    const taken = takingsOf(thread, listOf(clock.step)).find(
      ({ notice }) => notice.participant === participant,
    );
    if (taken === undefined && isMoot(clock, context, opening, due)) return [];
    const [step = ''] = listOf(clock.step);
    const common = { clock: clock.id, startedBy: opening.id, step, participant, due };
    return [reading(common, taken?.takenIn, now)];
  });
}

/**
 * Each `from` starts the clock anew, for each who owes; the first fitting step after it stops it. One that
 * the thread's closing or its own withdrawal made impossible before it was due asks nothing of anybody, and has
 * no reading; nor has one that a newer start took the place of before it was due.
 */
function readAfter(clock: ClockAfter, context: Context): ClockReading[] {
  const { measure, thread } = context;
  const starts = takingsOf(thread, listOf(clock.from)).filter((filed) => startsClock(clock, context, filed));
  const run = { clock, context, pauses: pausesOf(clock, measure, thread), stops: stopsOf(clock, context) };
  return starts.flatMap((start, place) => readRun(run, start, starts[place + 1]));
}

/** Where each notice has a clock of its own, a correction moves no clock and starts none. */
function startsClock(clock: ClockAfter, { measure, thread }: Context, filed: FiledNotice): boolean {
  if (clock.perNotice === true && stepIn(measure, filed)?.corrects === true) return false;
  return isEffective(measure, thread, filed);
}

interface Run {
  readonly clock: ClockAfter;
  readonly context: Context;
  readonly pauses: readonly Pause[];
  /** Takings of the steps that stop it, by participant, in log order. */
  readonly stops: ReadonlyMap<string, readonly FiledNotice[]>;
}

function stopsOf(clock: ClockAfter, { thread }: Context): ReadonlyMap<string, readonly FiledNotice[]> {
  const stops = new Map<string, FiledNotice[]>();
  for (const filed of takingsOf(thread, listOf(clock.step))) {
    const own = stops.get(filed.notice.participant);
    if (own === undefined) stops.set(filed.notice.participant, [filed]);
    else own.push(filed);
  }
  return stops;
}

function readRun(run: Run, start: FiledNotice, next: FiledNotice | undefined): ClockReading[] {
  const { clock, context, pauses } = run;
  const { now } = context;
  return owing(clock, context, start).flatMap((participant) => {
    const calendar = calendarFor(clock, participant, context);
    const base = addSpan(start.takenIn, clock, calendar);
    const { due, isSuspended } = runOn(base, start.takenIn, pauses, now);
    const taken = stopOf(run, participant, start);
    if (isReplaced(clock, next, due, taken)) return [];
    if (taken === undefined && isMoot(clock, context, start, due)) return [];
    const [step = ''] = listOf(clock.step);
    const said = reading(
      { clock: clock.id, startedBy: start.id, step, participant, due },
      taken?.takenIn,
      now,
    );
    return [isSuspended && taken === undefined ? { ...said, state: 'suspended' as const } : said];
  });
}

/** The first step after a start that stops its clock: any, or only one that follows that very notice. */
function stopOf({ clock, context, stops }: Run, participant: string, start: FiledNotice) {
  const own = stops.get(participant) ?? [];
  const { measure, thread } = context;
  if (clock.perNotice !== true) return own[firstAfter(own, start.index)];
  const replies = newestOf(start, measure, thread).flatMap(({ id }) => followingOf(thread, id));
  return replies.find(
    ({ notice }) => listOf(clock.step).includes(notice.step) && notice.participant === participant,
  );
}

/** The place of the first notice of a list in log order that stands after an index of the log. */
function firstAfter(list: readonly FiledNotice[], index: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.index ?? Infinity) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isReplaced(
  { perNotice }: ClockAfter,
  next: FiledNotice | undefined,
  due: number,
  taken: FiledNotice | undefined,
): boolean {
  if (perNotice === true || next === undefined) return false;
  return next.takenIn <= due && (taken === undefined || taken.index > next.index);
}

/** Whether what started a clock was taken back by `due`, or the thread closed then with what the step may not follow. */
function isMoot(
  clock: ClockAfter | ClockDated,
  { measure, thread }: Context,
  start: FiledNotice,
  due: number,
): boolean {
  const withdrawal = withdrawalOf(start, measure, thread);
  if (withdrawal !== undefined && withdrawal.takenIn <= due) return true;
  const closing = closingOf(measure, thread);
  if (closing === undefined || closing.index <= start.index || closing.takenIn > due) return false;
  const steps = measure.steps.filter(({ id }) => listOf(clock.step).includes(id));
  return !steps.some((step) => canFollow(measure, step, thread, closing));
}

/** The notice with which a thread was closed. */
export function closingOf(measure: Measure, thread: readonly FiledNotice[]): FiledNotice | undefined {
  const closing = measure.steps.filter((step) => step.closes === true).map(({ id }) => id);
  return takingsOf(thread, closing).find((filed) => isEffective(measure, thread, filed));
}

function reading(
  common: Omit<ClockReading, 'state' | 'at'>,
  at: number | undefined,
  now: number,
): ClockReading {
  if (at === undefined) return { ...common, state: now <= common.due ? 'running' : 'passed' };
  return { ...common, state: at <= common.due ? 'met' : 'met-late', at };
}
