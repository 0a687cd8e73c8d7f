import type { Measure, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { isAddressee, mayRead } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';

/**
 * A thread as the sender of a notice sees it: every rule judges by this, so that no answer tells of a
 * notice that the sender may not read. A thread whose opening it may not read is none.
 *
 * @param thread - every notice of the thread that the notice names, in log order; empty where there is none
 */
export function visibleThread(notice: Notice, thread: readonly FiledNotice[]): readonly FiledNotice[] {
  const visible = thread.filter((filed) => mayRead({ participant: notice.participant }, filed.notice));
  return visible[0] !== undefined && visible[0].id === notice.thread ? visible : [];
}

/**
 * Checks a notice's place in its thread: whether the step may come now, after what it names, from whom.
 *
 * @param visible - the thread as the sender sees it
 */
export function checkPlace(
  notice: Notice,
  measure: Measure,
  step: Step,
  visible: readonly FiledNotice[],
): Finding[] {
  if (step.after === undefined) return checkOpening(notice);
  if (notice.thread === undefined) return [finding('step-needs-thread', step.id)];
  const opening = visible[0];
  if (opening === undefined) return [finding('thread-unknown')];
  const edition = opening.notice.measure;
  if (edition.id !== measure.id || edition.hash !== measure.hash)
    return [finding('thread-other-measure', edition.id)];
  return checkReply(notice, measure, step, visible, opening);
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
  opening: FiledNotice,
): Finding[] {
  const target = visible.find((filed) => filed.id === notice.after);
  const findings = mayTake(notice, step, opening, target) ? [] : [finding('step-not-yours')];
  if (isClosed(measure, visible, target)) findings.push(finding('thread-closed'));
  if (notice.after === undefined) return [...findings, finding('after-missing')];
  if (target === undefined) return [...findings, finding('after-unknown')];
  if (!step.after?.includes(target.notice.step)) findings.push(finding('after-not-allowed'));
  return [...findings, ...checkRepeats(notice, measure, step, visible)];
}

/** Nobody corrects what another has said. */
function mayTake(notice: Notice, step: Step, opening: FiledNotice, target: FiledNotice | undefined): boolean {
  const { participant } = notice;
  if (step.corrects && target !== undefined && target.notice.participant !== participant) return false;
  if (step.by === 'opener') return participant === opening.notice.participant;
  return step.by !== 'addressee' || isAddressee(participant, opening.notice);
}

/** Once a thread is closed, only what answers the closing notice itself may still come. */
function isClosed(
  measure: Measure,
  visible: readonly FiledNotice[],
  target: FiledNotice | undefined,
): boolean {
  const closing = visible.find((filed) => stepIn(measure, filed)?.closes === true);
  return closing !== undefined && closing.id !== target?.id;
}

function checkRepeats(
  notice: Notice,
  measure: Measure,
  step: Step,
  visible: readonly FiledNotice[],
): Finding[] {
  const findings: Finding[] = [];
  const sameTarget = visible.filter((filed) => filed.notice.after === notice.after);
  const isTaken = sameTarget.some(
    (f) => f.notice.step === step.id && f.notice.participant === notice.participant,
  );
  if (step.once && isTaken) findings.push(finding('step-already-taken', step.id));
  const isSuperseded = sameTarget.some((f) => stepIn(measure, f)?.corrects === true);
  if (step.corrects && isSuperseded) findings.push(finding('after-superseded'));
  return findings;
}

/** The step that a notice took, in its measure. */
export function stepIn(measure: Measure, filed: FiledNotice): Step | undefined {
  return measure.steps.find((step) => step.id === filed.notice.step);
}
