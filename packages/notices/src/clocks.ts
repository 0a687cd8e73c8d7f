import type { Clock, ClockAfter, ClockBefore, Measure, Organisation, Span } from '@rapport/measures';
import { isAddressee } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { addSpan, readLocal } from './local-time.ts';

/** What a clock says at one instant. Words are the same for every participant. */
export type ClockState = 'running' | 'met' | 'met-late' | 'passed';

/** One clock of one thread, for one participant who owes the step. */
export interface ClockReading {
  readonly clock: string;
  readonly participant: string;
  readonly step: string;
  /** POSIX milliseconds: the step is in time if taken in before or at this instant. */
  readonly due: number;
  readonly state: ClockState;
  /** When the step was taken in, if it was. */
  readonly at?: number;
}

/**
 * Reads every clock of a thread at an instant: a pure function, never a stored status.
 *
 * @param thread - the thread's notices in log order, as far as the reader may see them
 * @param now - POSIX milliseconds
 * @param enrolled - codes of the participants who can owe a reply to all of them
 */
export function readClocks(
  measure: Measure,
  thread: readonly FiledNotice[],
  organisation: Organisation,
  enrolled: ReadonlySet<string>,
  now: number,
): ClockReading[] {
  const opening = thread[0];
  if (opening === undefined) return [];
  const context = { thread, opening, now, zoneOf: zonesOf(organisation), enrolled };
  return measure.clocks.flatMap((clock) => readClock(clock, context));
}

interface Context {
  readonly thread: readonly FiledNotice[];
  readonly opening: FiledNotice;
  readonly now: number;
  readonly zoneOf: (participant: string) => string;
  readonly enrolled: ReadonlySet<string>;
}

function zonesOf(organisation: Organisation): (participant: string) => string {
  const zones = new Map(organisation.participants.map((p) => [p.code, p.zone]));
  return (participant) => zones.get(participant) ?? 'UTC';
}

function readClock(clock: Clock, context: Context): ClockReading[] {
  return clock.kind === 'before' ? readBefore(clock, context) : readAfter(clock, context);
}

/** The newest text of the step decides the date; the first taking of the step is what has to be in time. */
function readBefore(clock: ClockBefore, { thread, now, zoneOf }: Context): ClockReading[] {
  const first = thread.find((filed) => filed.notice.step === clock.step);
  const newest = thread.findLast((filed) => valueAt(filed.notice.answers, clock.field) !== undefined);
  if (first === undefined || newest === undefined) return [];
  const participant = first.notice.participant;
  const event = readLocal(String(valueAt(newest.notice.answers, clock.field)), zoneOf(participant));
  if (event === undefined) return [];
  const due = dueBefore(event, clock, zoneOf(participant));
  return [reading(clock, participant, due, first.takenIn, now)];
}

/** A span in days before a calendar day ends with that day; one in hours ends at the instant. */
function dueBefore(event: { instant: number; isDay: boolean }, span: Span, zone: string): number {
  const due = addSpan(event.instant, { ...span, amount: -span.amount }, zone);
  if (!event.isDay || span.unit === 'hours') return due;
  return addSpan(due, { amount: 1, unit: 'days' }, zone) - 1;
}

/** Each `from` starts the clock anew, for each who owes; the first fitting step after it stops it. */
function readAfter(clock: ClockAfter, context: Context): ClockReading[] {
  const starts = context.thread.filter((filed) => filed.notice.step === clock.from);
  return starts.flatMap((start) =>
    owing(clock, context).map((participant) => {
      const due = addSpan(start.takenIn, clock, context.zoneOf(participant));
      return reading(clock, participant, due, takenBy(clock, context, participant, start), context.now);
    }),
  );
}

function owing(clock: ClockAfter, { opening, enrolled }: Context): string[] {
  if (clock.each === 'opener') return [opening.notice.participant];
  return [...enrolled].filter((participant) => isAddressee(participant, opening.notice)).sort();
}

function takenBy(
  clock: ClockAfter,
  { thread }: Context,
  participant: string,
  start: FiledNotice,
): number | undefined {
  const step = thread.find(
    (filed) =>
      filed.index > start.index &&
      filed.notice.step === clock.step &&
      filed.notice.participant === participant,
  );
  return step?.takenIn;
}

function reading(
  clock: Clock,
  participant: string,
  due: number,
  at: number | undefined,
  now: number,
): ClockReading {
  const common = { clock: clock.id, participant, step: clock.step, due };
  if (at === undefined) return { ...common, state: now <= due ? 'running' : 'passed' };
  return { ...common, state: at <= due ? 'met' : 'met-late', at };
}

/** The value a JSON pointer names, or `undefined`. Pointers in definitions were checked when loaded. */
function valueAt(answers: unknown, pointer: string): unknown {
  let value = answers;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === part)?.[1];
  }
  return value;
}
