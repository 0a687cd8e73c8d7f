import type { Measure, Organisation, Step } from '@rapport/measures';
import { isAddressee } from './audience.ts';
import { stepIn } from './check-thread.ts';
import { type ClockReading, readClocks } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';

/** The state that a thread is in: that of its newest step. `undefined` for an empty thread. */
export function threadState(measure: Measure, thread: readonly FiledNotice[]): string | undefined {
  const newest = thread.at(-1);
  return newest && stepIn(measure, newest)?.state;
}

/** A step that a participant may take next, and the notice that it would follow. */
export interface NextStep {
  readonly step: Step;
  readonly after: string;
}

/**
 * The steps open to a participant in a thread, each after the newest notice that allows it. An offer for
 * people to choose from: `checkFiling` judges what is filed. It does not know who the organisation is, so
 * steps by `organisation` are offered to everybody who sees the thread.
 *
 * @param thread - the thread's notices in log order, as far as the participant may see them
 */
export function nextSteps(measure: Measure, thread: readonly FiledNotice[], participant: string): NextStep[] {
  const opening = thread[0];
  if (opening === undefined) return [];
  const closing = thread.find((filed) => stepIn(measure, filed)?.closes === true);
  const targets = closing === undefined ? thread : [closing];
  return measure.steps.flatMap((step) => {
    if (!mayTake(step, participant, opening)) return [];
    const target = targets.findLast((filed) => mayFollow(step, filed, participant));
    if (target === undefined || isTaken(measure, step, thread, target, participant)) return [];
    return [{ step, after: target.id }];
  });
}

function mayTake(step: Step, participant: string, opening: FiledNotice): boolean {
  if (step.after === undefined) return false;
  if (step.by === 'opener') return participant === opening.notice.participant;
  return step.by !== 'addressee' || isAddressee(participant, opening.notice);
}

function mayFollow(step: Step, { notice }: FiledNotice, participant: string): boolean {
  if (step.corrects && notice.participant !== participant) return false;
  return step.after?.includes(notice.step) === true;
}

/** Whether the step may not come again after this notice: taken once, or corrected already. */
function isTaken(
  measure: Measure,
  step: Step,
  thread: readonly FiledNotice[],
  target: FiledNotice,
  participant: string,
): boolean {
  const following = thread.filter(({ notice }) => notice.after === target.id);
  if (step.corrects && following.some((filed) => stepIn(measure, filed)?.corrects === true)) return true;
  if (!step.once) return false;
  return following.some(({ notice }) => notice.step === step.id && notice.participant === participant);
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
