import {
  checkAnswers,
  type Measure,
  type Organisation,
  type Participant,
  type Step,
} from '@rapport/measures';
import type { Notice, SignedNotice } from '@rapport/record';
import { checkAudience, checkReach } from './audience.ts';
import { checkRegistration, checkSigners } from './check-keys.ts';
import { checkPlace, visibleThread } from './check-thread.ts';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';
import type { KeyRegister } from './key-register.ts';
import { judgingRegister } from './verify-signatures.ts';

/** The state of the log that a filing is judged against, all of it at the same place. */
export interface Place {
  readonly organisation: Organisation;
  /** The log's origin. */
  readonly origin: string;
  /** Keys as they stand before the notice. */
  readonly register: KeyRegister;
  /** Every notice of the thread it names, in log order, seen by the sender or not; empty for none. */
  readonly thread: readonly FiledNotice[];
  /** The time that the log would take it in, POSIX milliseconds. */
  readonly takenIn: number;
  /**
   * Whether every signature line was verified. Where not, anybody could have written the sender's name,
   * so nothing that depends on a thread is looked at or said.
   */
  readonly isAuthentic: boolean;
}

/**
 * Checks a filing against every rule but its signature bytes (`verifySignatures`) and its attachments
 * (`checkAttachments`).
 *
 * @param signed - parsed, its bytes canonical; nothing in it is trusted yet
 * @returns every finding at once, in reading order; empty means that it may be taken in at this place
 */
export function checkFiling(signed: SignedNotice, place: Place): Finding[] {
  const { notice } = signed;
  const judging = judgingRegister(signed, place.organisation, place.register, place.takenIn);
  const signers = checkSigners(signed, judging, place.takenIn);
  const isAuthentic = place.isAuthentic && signers.length === 0;
  const findings = notice.log === place.origin ? [] : [finding('log-other', notice.log)];
  findings.push(...checkSender(notice, place));
  const found = findStep(notice, place.organisation);
  if (Array.isArray(found)) findings.push(...found);
  else findings.push(...checkStep(signed, found.measure, found.step, { ...place, isAuthentic }));
  return [...findings, ...signers];
}

function checkSender(notice: Notice, place: Place): Finding[] {
  const isKnown = senderOf(notice, place.organisation) !== undefined;
  return isKnown ? [] : [finding('participant-unknown', notice.participant)];
}

function senderOf(notice: Notice, organisation: Organisation): Participant | undefined {
  return organisation.participants.find((p) => p.code === notice.participant);
}

function findStep(notice: Notice, organisation: Organisation): { measure: Measure; step: Step } | Finding[] {
  const editions = organisation.measures.filter((m) => m.id === notice.measure.id);
  if (editions.length === 0) return [finding('measure-unknown', notice.measure.id)];
  const measure = editions.find((m) => m.edition === notice.measure.edition);
  if (measure === undefined) return [finding('measure-edition-unknown', notice.measure.edition)];
  const step = measure.steps.find((s) => s.id === notice.step);
  const findings = measure.hash === notice.measure.hash ? [] : [finding('measure-hash-other')];
  if (step === undefined) return [...findings, finding('step-unknown', notice.step)];
  return findings.length > 0 ? findings : { measure, step };
}

function checkStep(signed: SignedNotice, measure: Measure, step: Step, place: Place): Finding[] {
  const { notice } = signed;
  const known = new Set(place.organisation.participants.map((p) => p.code));
  return [
    ...checkOffice(notice, step, place.organisation),
    ...checkInThread(notice, measure, step, known, place),
    ...checkForm(notice, measure, step, known),
    ...checkRegistration(signed, step, place.register, place.takenIn),
  ];
}

/** The rules that look at a thread: only for its authentic sender, and only at what that sender may see. */
function checkInThread(
  notice: Notice,
  measure: Measure,
  step: Step,
  known: ReadonlySet<string>,
  place: Place,
): Finding[] {
  if (step.after === undefined) {
    return [...checkPlace(notice, measure, step, []), ...checkAudience(notice, measure, known, undefined)];
  }
  if (!place.isAuthentic) return checkAudience(notice, undefined, known, undefined);
  const visible = visibleThread(notice, place.thread);
  return [
    ...checkPlace(notice, measure, step, visible),
    ...checkAudience(notice, undefined, known, visible[0]),
    ...checkChange(notice, step, known, visible),
  ];
}

function checkOffice(notice: Notice, step: Step, organisation: Organisation): Finding[] {
  const findings: Finding[] = [];
  const role = senderOf(notice, organisation)?.role;
  if (step.by === 'organisation' && role !== 'organisation') findings.push(finding('step-not-yours'));
  if (!step.offices.includes(notice.office)) findings.push(finding('office-not-allowed', notice.office));
  return findings;
}

/**
 * A correction reaches everybody who could read what it corrects; a closing, everybody in the thread,
 * since nobody else can tell that it is closed.
 */
function checkChange(
  notice: Notice,
  step: Step,
  known: ReadonlySet<string>,
  visible: readonly FiledNotice[],
): Finding[] {
  const corrected = step.corrects ? visible.find((filed) => filed.id === notice.after) : undefined;
  const changed = [corrected, step.closes ? visible[0] : undefined];
  return changed.flatMap((one) => (one ? checkReach(notice, one.notice, known) : [])).slice(0, 1);
}

function checkForm(
  notice: Notice,
  measure: Measure,
  step: Step,
  participants: ReadonlySet<string>,
): Finding[] {
  const form = measure.forms[step.form];
  if (form === undefined) throw new Error(`measure ${measure.id} has no form ${step.form}`);
  return checkAnswers(form, notice.answers, { participants }).map(({ code, at, limit }) =>
    limit === undefined ? { code, at } : { code, at, detail: String(limit) },
  );
}

/** What was delivered beside a notice: the hex SHA-256 and size of each file. */
export interface Delivered {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Checks that exactly the attachments that a notice names were delivered with it.
 *
 * @param claimed - under which hash each file was delivered, beside what its bytes really are
 */
export function checkAttachments(
  notice: Notice,
  claimed: readonly { as: string; is: Delivered }[],
): Finding[] {
  const missing = notice.attachments
    .filter((attachment) => !claimed.some((file) => file.as === attachment.sha256))
    .map((attachment) => finding('attachment-missing', attachment.name));
  return [...missing, ...claimed.flatMap((file) => checkDelivered(notice, file.as, file.is))];
}

function checkDelivered(notice: Notice, as: string, is: Delivered): Finding[] {
  const named = notice.attachments.filter((attachment) => attachment.sha256 === as);
  if (named.length === 0) return [finding('attachment-unnamed', as)];
  if (is.sha256 !== as) return named.map(({ name }) => finding('attachment-hash-mismatch', name));
  const wrong = named.filter(({ size }) => size !== is.size);
  return wrong.map(({ name }) => finding('attachment-size-mismatch', name));
}
