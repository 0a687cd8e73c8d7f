import type { Measure, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { isAddressee, mayRead } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';

/**
 * Checks a notice's place in its thread: whether the step may come now, after what it names, from whom.
 *
 * @param thread - every notice of the thread it names, in log order; empty where there is none
 */
export function checkPlace(
  notice: Notice,
  measure: Measure,
  step: Step,
  thread: readonly FiledNotice[],
): Finding[] {
  if (step.after === undefined) return checkOpening(notice);
  if (notice.thread === undefined) return [finding('step-needs-thread', step.id)];
  const visible = thread.filter((filed) => mayRead({ participant: notice.participant }, filed.notice));
  const opening = visible[0];
  if (opening === undefined || opening.id !== notice.thread) return [finding('thread-unknown')];
  const edition = opening.notice.measure;
  if (edition.id !== measure.id || edition.hash !== measure.hash)
    return [finding('thread-other-measure', edition.id)];
  return checkReply(notice, measure, step, { opening, visible, thread });
}

function checkOpening(notice: Notice): Finding[] {
  const isOpening = notice.thread === undefined && notice.after === undefined;
  return isOpening ? [] : [finding('step-opens-thread', notice.step)];
}

interface Thread {
  readonly opening: FiledNotice;
  readonly visible: readonly FiledNotice[];
  readonly thread: readonly FiledNotice[];
}

function checkReply(notice: Notice, measure: Measure, step: Step, at: Thread): Finding[] {
  const findings = checkTaker(notice, step, at.opening.notice);
  if (notice.after === undefined) return [...findings, finding('after-missing')];
  const target = at.visible.find((filed) => filed.id === notice.after);
  if (target === undefined) return [...findings, finding('after-unknown')];
  if (!step.after?.includes(target.notice.step))
    findings.push(finding('after-not-allowed', target.notice.step));
  if (isClosed(measure, at.thread, target)) findings.push(finding('thread-closed'));
  return [...findings, ...checkRepeats(notice, measure, step, at.thread)];
}

function checkTaker(notice: Notice, step: Step, opening: Notice): Finding[] {
  const isOpener = notice.participant === opening.participant;
  const mayTake =
    step.by === 'opener'
      ? isOpener
      : step.by === 'addressee'
        ? isAddressee(notice.participant, opening)
        : true;
  return mayTake ? [] : [finding('step-not-yours', step.by)];
}

function isClosed(measure: Measure, thread: readonly FiledNotice[], target: FiledNotice): boolean {
  const closing = thread.find((filed) => stepIn(measure, filed)?.closes === true);
  return closing !== undefined && closing.id !== target.id;
}

function checkRepeats(
  notice: Notice,
  measure: Measure,
  step: Step,
  thread: readonly FiledNotice[],
): Finding[] {
  const findings: Finding[] = [];
  const sameTarget = thread.filter((filed) => filed.notice.after === notice.after);
  const isTaken = sameTarget.some(
    (f) => f.notice.step === step.id && f.notice.participant === notice.participant,
  );
  if (step.once && isTaken) findings.push(finding('step-already-taken', step.id));
  const isSuperseded = sameTarget.some((f) => stepIn(measure, f)?.corrects === true);
  if (step.corrects && isSuperseded) findings.push(finding('after-superseded'));
  return findings;
}

function stepIn(measure: Measure, filed: FiledNotice): Step | undefined {
  return measure.steps.find((step) => step.id === filed.notice.step);
}
