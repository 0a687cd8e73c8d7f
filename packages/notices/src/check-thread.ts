import type { Measure, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { mayReadFiled } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';
import { isTakenBy, isWithdrawn, type Society, stepIn } from './roles.ts';
import { followingOf } from './thread-index.ts';
import { isEffective } from './together.ts';

/**
 * A thread as the sender of a notice sees it: every rule judges by this, so that no answer tells of a
 * notice that the sender may not read. A thread whose opening it may not read is none.
 *
 * @param thread - every notice of the thread that the notice names, in log order; empty where there is none
 */
export function visibleThread(notice: Notice, thread: readonly FiledNotice[]): readonly FiledNotice[] {
  const visible = thread.filter((filed) => mayReadFiled({ participant: notice.participant }, filed));
  return visible[0] !== undefined && visible[0].id === notice.thread ? visible : [];
}

/**
 * Checks a notice's place in its thread: whether the step may come now, after what it names, from whom.
 *
 * @param visible - the thread as the sender sees it
 * @param at - the time that it would be taken in, POSIX milliseconds
 */
export function checkPlace(
  notice: Notice,
  measure: Measure,
  step: Step,
  visible: readonly FiledNotice[],
  society: Society,
  at: number,
): Finding[] {
  const target = visible.find(({ id }) => id === notice.after);
  const taker = { participant: notice.participant, measure, society, thread: visible, target, at };
  const mine = isTakenBy(step, taker) ? [] : [finding('step-not-yours')];
  if (step.after === undefined) return [...mine, ...checkOpening(notice)];
  if (notice.thread === undefined) return [finding('step-needs-thread', step.id)];
  const opening = visible[0];
  if (opening === undefined) return [finding('thread-unknown')];
  const edition = opening.notice.measure;
  if (edition.id !== measure.id || edition.hash !== measure.hash)
    return [finding('thread-other-measure', edition.id)];
  const reply = checkReply(notice, measure, step, visible);
  // Whose words they are matters only for who could take the step.
  return [...mine, ...reply.filter(({ code }) => mine.length === 0 || code !== 'after-not-yours')];
}

function checkOpening(notice: Notice): Finding[] {
  const isOpening = notice.thread === undefined && notice.after === undefined;
  return isOpening ? [] : [finding('step-opens-thread', notice.step)];
}

function checkReply(
  notice: Notice,
  measure: Measure,
  step: Step,
  visible: readonly FiledNotice[],
): Finding[] {
  const target = visible.find((filed) => filed.id === notice.after);
  const findings: Finding[] = [];
  if (isClosed(measure, visible, target)) findings.push(finding('thread-closed'));
  if (notice.after === undefined) return [...findings, finding('after-missing')];
  if (target === undefined) return [...findings, finding('after-unknown')];
  if (!canFollow(measure, step, visible, target)) findings.push(finding('after-not-allowed'));
  if (isChange(step) && target.notice.participant !== notice.participant)
    findings.push(finding('after-not-yours'));
  return [...findings, ...checkRepeats(notice, measure, step, visible)];
}

/** Whether a step changes what an earlier notice says: nobody changes what another has said. */
export function isChange(step: Step): boolean {
  return step.corrects === true || step.adds === true || step.withdraws === true;
}

/**
 * Whether a step may follow a notice: what is taken together counts once all have taken it, and what its sender
 * has taken back is followed by nothing.
 */
export function canFollow(
  measure: Measure,
  step: Step,
  thread: readonly FiledNotice[],
  target: FiledNotice,
): boolean {
  const isNamed = step.after?.includes(target.notice.step) === true;
  return isNamed && isEffective(measure, thread, target) && !isWithdrawn(target, measure, thread);
}

/** Once a thread is closed, only what answers the closing notice itself may still come. */
function isClosed(
  measure: Measure,
  visible: readonly FiledNotice[],
  target: FiledNotice | undefined,
): boolean {
  const closing = visible.find(
    (filed) => stepIn(measure, filed)?.closes === true && isEffective(measure, visible, filed),
  );
  return closing !== undefined && closing.id !== target?.id;
}

function checkRepeats(
  notice: Notice,
  measure: Measure,
  step: Step,
  visible: readonly FiledNotice[],
): Finding[] {
  const findings: Finding[] = [];
  const sameTarget = followingOf(visible, notice.after ?? '');
  const isTaken = sameTarget.some(
    (f) => f.notice.step === step.id && f.notice.participant === notice.participant,
  );
  if ((step.once || step.together) && isTaken) findings.push(finding('step-already-taken', step.id));
  const isSuperseded = sameTarget.some((f) => supersedes(stepIn(measure, f)));
  if (isChange(step) && isSuperseded) findings.push(finding('after-superseded'));
  return findings;
}

/** Whether what a step follows no longer stands: its newest version is to be changed, not this one. */
export function supersedes(step: Step | undefined): boolean {
  return step?.corrects === true || step?.withdraws === true;
}
