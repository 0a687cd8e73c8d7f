import { type ClockAfter, type ClockDated, listOf, type Measure } from '@rapport/measures';
import { isAddressee, mayReadFiled } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { answeredBy, chairsOf, coordinatorsOf, namedFor, type Society } from './roles.ts';

/** Participants by the log index of the notice that enrolled them. */
export type Enrolled = ReadonlyMap<string, number>;

/** A thread in which somebody may owe a step. */
export interface OwingContext {
  readonly measure: Measure;
  readonly society: Society;
  readonly thread: readonly FiledNotice[];
  readonly opening: FiledNotice;
  readonly enrolled: Enrolled;
}

/**
 * Who owes a clock's step because of the notice that started it, in order: nobody owes anything for what it
 * could not read, or for what was said before it was enrolled.
 */
export function owing(clock: ClockAfter | ClockDated, context: OwingContext, start: FiledNotice): string[] {
  if (clock.each === 'opener') return [context.opening.notice.participant];
  if (clock.each === 'sender') return [start.notice.participant];
  if (clock.each === 'answered') return [answeredBy(start, context.thread) ?? []].flat();
  const readers = debtorsOf(clock, context, start).filter((participant) =>
    mayReadFiled({ participant }, start),
  );
  return [...new Set(readers)].sort();
}

function debtorsOf(clock: ClockAfter | ClockDated, context: OwingContext, start: FiledNotice): string[] {
  const { measure, society, thread } = context;
  const steps = measure.steps.filter(({ id }) => listOf(clock.step).includes(id));
  switch (clock.each) {
    case 'named':
      return steps.flatMap((step) => namedFor(step, measure, thread));
    case 'chair':
      return steps.flatMap((step) => chairsOf(step, society, start.takenIn));
    case 'coordinator':
      return coordinatorsOf(measure, society);
    case 'organisation':
      return society.participants.filter(({ role }) => role === 'organisation').map(({ code }) => code);
    default:
      return addresseesOf(context, start);
  }
}

function addresseesOf({ enrolled, opening }: OwingContext, start: FiledNotice): string[] {
  return [...enrolled]
    .filter(([participant, since]) => since < start.index && isAddressee(participant, opening))
    .map(([participant]) => participant);
}
