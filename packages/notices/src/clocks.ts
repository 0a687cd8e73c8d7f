import type { Clock, ClockAfter, ClockBefore, Measure, Organisation, Span } from '@rapport/measures';
import { isAddressee, mayRead } from './audience.ts';
import { stepIn } from './check-thread.ts';
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
  const context = { measure, thread, opening, now, zoneOf: zonesOf(organisation), enrolled };
  return measure.clocks.flatMap((clock) => readClock(clock, context));
}

interface Context {
  readonly measure: Measure;
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

/** Each taking of the step has to be in time for the date that its newest correction gives. */
function readBefore(clock: ClockBefore, context: Context): ClockReading[] {
  const takings = context.thread.filter((filed) => filed.notice.step === clock.step);
  const first = takings.filter((filed) => stepIn(context.measure, filed)?.corrects !== true);
  return first.flatMap((taking) => {
    const { participant } = taking.notice;
    const zone = context.zoneOf(participant);
    const event = eventOf(clock, correctionsOf(taking, context), zone);
    if (event === undefined) return [];
    return [reading(clock, participant, dueBefore(event, clock, zone), taking.takenIn, context.now)];
  });
}

/** A notice and the corrections of it and of them, in log order. Only the sender's own change what it said. */
function correctionsOf(taking: FiledNotice, { measure, thread }: Context): FiledNotice[] {
  const chain = [taking];
  for (const filed of thread) {
    const follows = chain.some(({ id }) => id === filed.notice.after);
    const isOwn = filed.notice.participant === taking.notice.participant;
    if (follows && isOwn && stepIn(measure, filed)?.corrects === true) chain.push(filed);
  }
  return chain;
}

/** The date or instant that the newest of them to name one names. */
function eventOf(clock: ClockBefore, chain: readonly FiledNotice[], zone: string) {
  const values = chain.map(({ notice }) => valueAt(notice.answers, clock.field));
  const newest = values.findLast((value) => value !== undefined);
  return typeof newest === 'string' ? readLocal(newest, zone) : undefined;
}

/** A span in days before a calendar day ends with that day; one in hours ends at the instant. */
function dueBefore(event: { instant: number; isDay: boolean }, span: Span, zone: string): number {
  const due = addSpan(event.instant, { ...span, amount: -span.amount }, zone);
  if (!event.isDay || span.unit === 'hours') return due;
  return addSpan(due, { amount: 1, unit: 'days' }, zone) - 1;
}

/**
 * Each `from` starts the clock anew, for each who owes; the first fitting step after it stops it. One that
 * the thread's closing made impossible before it was due asks nothing of anybody, and has no reading.
 */
function readAfter(clock: ClockAfter, context: Context): ClockReading[] {
  const starts = context.thread.filter((filed) => filed.notice.step === clock.from);
  return starts.flatMap((start) =>
    owing(clock, context, start).flatMap((participant) => {
      const due = addSpan(start.takenIn, clock, context.zoneOf(participant));
      const at = takenBy(clock, context, participant, start);
      const isMoot = at === undefined && isClosedBy(clock, context, start, due);
      return isMoot ? [] : [reading(clock, participant, due, at, context.now)];
    }),
  );
}

/** Who could not read what starts the clock owes nothing for it. */
function owing(clock: ClockAfter, { opening, enrolled }: Context, start: FiledNotice): string[] {
  if (clock.each === 'opener') return [opening.notice.participant];
  const isOwing = (participant: string): boolean =>
    isAddressee(participant, opening.notice) && mayRead({ participant }, start.notice);
  return [...enrolled].filter(isOwing).sort();
}

function takenBy(
  clock: ClockAfter,
  { thread }: Context,
  participant: string,
  start: FiledNotice,
): number | undefined {
  const isFitting = ({ index, notice }: FiledNotice): boolean =>
    index > start.index && notice.step === clock.step && notice.participant === participant;
  return thread.find(isFitting)?.takenIn;
}

/** Whether the thread was closed after `start`, by `due`, with a notice that the step may not follow. */
function isClosedBy(
  clock: ClockAfter,
  { measure, thread }: Context,
  start: FiledNotice,
  due: number,
): boolean {
  const closing = thread.find((filed) => stepIn(measure, filed)?.closes === true);
  if (closing === undefined || closing.index <= start.index || closing.takenIn > due) return false;
  const step = measure.steps.find(({ id }) => id === clock.step);
  return step?.after?.includes(closing.notice.step) !== true;
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
