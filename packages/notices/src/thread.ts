import type { Measure, Organisation, Step } from '@rapport/measures';
import { isAddressee } from './audience.ts';
import { type ClockReading, readClocks } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';

/** The state that a thread is in: that of its newest step. `undefined` for an empty thread. */
export function threadState(measure: Measure, thread: readonly FiledNotice[]): string | undefined {
  const newest = thread.at(-1);
  return measure.steps.find((step) => step.id === newest?.notice.step)?.state;
}

/** A step that a participant may take next, and the notice that it would follow. */
export interface NextStep {
  readonly step: Step;
  readonly after: string;
}

/**
 * The steps open to a participant in a thread, each after the newest notice that allows it. An offer for
 * people to choose from: `checkFiling` judges what is filed.
 *
 * @param thread - the thread's notices in log order, as far as the participant may see them
 */
export function nextSteps(measure: Measure, thread: readonly FiledNotice[], participant: string): NextStep[] {
  const opening = thread[0];
  if (opening === undefined || isOver(measure, thread)) return [];
  return measure.steps.flatMap((step) => {
    if (!mayTake(step, participant, opening)) return [];
    const target = thread.findLast((filed) => step.after?.includes(filed.notice.step) === true);
    if (target === undefined || isTaken(step, thread, target, participant)) return [];
    return [{ step, after: target.id }];
  });
}

function isOver(measure: Measure, thread: readonly FiledNotice[]): boolean {
  return thread.some((filed) => measure.steps.find((step) => step.id === filed.notice.step)?.closes === true);
}

function mayTake(step: Step, participant: string, opening: FiledNotice): boolean {
  if (step.after === undefined) return false;
  if (step.by === 'opener') return participant === opening.notice.participant;
  return step.by !== 'addressee' || isAddressee(participant, opening.notice);
}

function isTaken(
  step: Step,
  thread: readonly FiledNotice[],
  target: FiledNotice,
  participant: string,
): boolean {
  if (!step.once) return false;
  return thread.some(
    ({ notice }) =>
      notice.step === step.id && notice.after === target.id && notice.participant === participant,
  );
}

/**
 * The clocks of a thread that concern one reader: what it owes itself, and what is owed to it as the
 * thread's opener. What others owe each other is not shown to third parties.
 */
export function clocksFor(
  participant: string,
  measure: Measure,
  thread: readonly FiledNotice[],
  organisation: Organisation,
  enrolled: ReadonlySet<string>,
  now: number,
): ClockReading[] {
  const isOpener = thread[0]?.notice.participant === participant;
  const readings = readClocks(measure, thread, organisation, enrolled, now);
  return readings.filter((reading) => isOpener || reading.participant === participant);
}
