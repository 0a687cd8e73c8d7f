import type { Measure, Step } from '@rapport/measures';
import { canFollow, isChange, supersedes } from './check-thread.ts';
import { type ClockReading, closingOf, readClocks } from './clocks.ts';
import type { FiledNotice } from './filed-notice.ts';
import type { Enrolled } from './owing.ts';
import { isTakenBy, type Society, stepIn, type Taker } from './roles.ts';
import { followingOf } from './thread-index.ts';
import { isEffective } from './together.ts';

/**
 * The state that a thread is in: that of its newest step that has one. A step taken together is in its
 * `meanwhile` until all have taken it. `undefined` for an empty thread.
 */
export function threadState(measure: Measure, thread: readonly FiledNotice[]): string | undefined {
  let state: string | undefined;
  for (const filed of thread) {
    const step = stepIn(measure, filed);
    if (step?.state === undefined) continue;
    state = isEffective(measure, thread, filed) ? step.state : step.meanwhile;
  }
  return state;
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
 * @param at - POSIX milliseconds
 */
export function nextSteps(
  measure: Measure,
  thread: readonly FiledNotice[],
  participant: string,
  society: Society,
  at: number,
): NextStep[] {
  if (thread.length === 0) return [];
  const closing = closingOf(measure, thread);
  const targets = closing === undefined ? thread : [closing];
  const taker = { participant, measure, society, thread, at };
  return measure.steps.flatMap((step) => {
    if (step.after === undefined) return [];
    const target = targets.findLast((filed) => mayFollow(step, { ...taker, target: filed }));
    if (target === undefined || isTaken(measure, step, thread, target, participant)) return [];
    return [{ step, after: target.id }];
  });
}

function mayFollow(step: Step, taker: Taker & { target: FiledNotice }): boolean {
  const { measure, thread, target, participant } = taker;
  if (isChange(step) && target.notice.participant !== participant) return false;
  return canFollow(measure, step, thread, target) && isTakenBy(step, taker);
}

/** Whether the step may not come again after this notice: taken once, or corrected already. */
function isTaken(
  measure: Measure,
  step: Step,
  thread: readonly FiledNotice[],
  target: FiledNotice,
  participant: string,
): boolean {
  const following = followingOf(thread, target.id);
  if (isChange(step) && following.some((filed) => supersedes(stepIn(measure, filed)))) return true;
  if (!step.once && !step.together) return false;
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
  society: Society,
  enrolled: Enrolled,
  now: number,
): ClockReading[] {
  const isOpener = thread[0]?.notice.participant === participant;
  const readings = readClocks(measure, thread, society, enrolled, now);
  return readings.filter((reading) => isOpener || reading.participant === participant);
}
