import {
  checkAnswers,
  codesOfLists,
  type FormatContext,
  type Measure,
  type Named,
  type Organisation,
  type Participant,
  type Step,
} from '@rapport/measures';
import type { Notice, SignedNotice } from '@rapport/record';
import { type Adherence, editionInForce, isInForce } from './adherence.ts';
import { checkAlone, checkAudience, checkReach, circleIn } from './audience.ts';
import { checkErasure, erasedBy } from './check-erasure.ts';
import { checkRegistration, checkSigners } from './check-keys.ts';
import { checkMeasureEffect, mayTakeUp } from './check-measure-effect.ts';
import { checkSealed } from './check-sealed.ts';
import { checkPlace, supersedes, visibleThread } from './check-thread.ts';
import type { FiledNotice } from './filed-notice.ts';
import { type Finding, finding } from './findings.ts';
import { type KeyRegister, stepOf } from './key-register.ts';
import { judgingRegister } from './verify-signatures.ts';

/** The state of the log that a filing is judged against, all of it at the same place. */
export interface Place {
  readonly organisation: Organisation;
  /** The log's origin. */
  readonly origin: string;
  /** Keys as they stand before the notice. */
  readonly register: KeyRegister;
  /** Who has taken up what, and which editions are in force, before the notice. */
  readonly adherence: Adherence;
  /** Every notice of the thread it names, in log order, seen by the sender or not; empty for none. */
  readonly thread: readonly FiledNotice[];
  /** The notice that it names to be erased, wherever it stands and whosever it is; `undefined` where there is none. */
  readonly erasing: FiledNotice | undefined;
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
  const judging = judgingRegister(signed, place.organisation, place.register, place.takenIn);
  const found = stepOf(place.organisation, signed.notice);
  const signers = checkSigners(signed, judging, place.takenIn, found?.measure);
  const isAuthentic = place.isAuthentic && signers.length === 0;
  const content = checkContent(signed.notice, { ...place, isAuthentic });
  const registration =
    found === undefined ? [] : checkRegistration(signed, found.step, place.register, place.takenIn);
  return [...content, ...registration, ...signers];
}

/** The rules of `checkFiling` that look at no key: what a notice says, of whom, where in its thread. */
export function checkContent(notice: Notice, place: Omit<Place, 'register'>): Finding[] {
  const findings = notice.log === place.origin ? [] : [finding('log-other', notice.log)];
  findings.push(...checkSender(notice, place));
  const found = findStep(notice, place.organisation);
  if (Array.isArray(found)) return [...findings, ...found];
  return [...findings, ...checkStep(notice, found.measure, found.step, place)];
}

function checkSender(notice: Notice, place: Omit<Place, 'register'>): Finding[] {
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

function checkStep(notice: Notice, measure: Measure, step: Step, place: Omit<Place, 'register'>): Finding[] {
  const { organisation } = place;
  const known = new Set(organisation.participants.map((p) => p.code));
  const isOffice = step.offices.includes(notice.office);
  return [
    ...(isOffice ? [] : [finding('office-not-allowed', notice.office)]),
    ...checkOpen(notice, measure, step, place),
    ...checkInThread(notice, measure, step, known, place),
    ...checkSealedPlace(notice, measure, place),
    ...(notice.sealed === undefined ? checkForm(notice, measure, step, organisation) : []),
    ...checkMeasureEffect(notice, step, organisation),
    ...(erasedBy(notice, step) === undefined || !place.isAuthentic
      ? []
      : checkErasure(notice, place.erasing, organisation, known)),
  ];
}

function checkSealedPlace(notice: Notice, measure: Measure, place: Omit<Place, 'register'>): Finding[] {
  const visible = place.isAuthentic ? visibleThread(notice, place.thread) : [];
  return checkSealed(notice, measure, [visible[0], visible.find(({ id }) => id === notice.after)]);
}

/** Who may open threads of the measure, and under which edition now. */
function checkOpen(
  notice: Notice,
  measure: Measure,
  step: Step,
  { organisation, adherence, takenIn }: Omit<Place, 'register'>,
): Finding[] {
  if (step.after !== undefined) return [];
  const role = senderOf(notice, organisation)?.role;
  const findings: Finding[] = [];
  if (role !== undefined && !mayTakeUp(role, measure)) findings.push(finding('measure-not-open'));
  if (!isInForce(measure, organisation, adherence, takenIn)) {
    const adopted = editionInForce(adherence, measure.id, takenIn);
    findings.push(finding('measure-edition-not-in-force', adopted?.edition));
  }
  return findings;
}

/** The rules that look at a thread: only for its authentic sender, and only at what that sender may see. */
function checkInThread(
  notice: Notice,
  measure: Measure,
  step: Step,
  known: ReadonlySet<string>,
  place: Omit<Place, 'register'>,
): Finding[] {
  const { organisation, takenIn } = place;
  if (step.after === undefined) {
    const opening = checkPlace(notice, measure, step, [], organisation, takenIn);
    return [...opening, ...checkAudience(notice, measure, known, undefined)];
  }
  if (!place.isAuthentic) return checkAudience(notice, undefined, known, undefined);
  const visible = visibleThread(notice, place.thread);
  return [
    ...checkPlace(notice, measure, step, visible, organisation, takenIn),
    ...checkReplyAudience(notice, step, known, visible),
    ...checkChange(notice, step, known, visible),
  ];
}

/** A reply reaches nobody who cannot read what it answers; what closes a thread reaches all of the thread. */
function checkReplyAudience(
  notice: Notice,
  step: Step,
  known: ReadonlySet<string>,
  visible: readonly FiledNotice[],
): Finding[] {
  const [opening] = visible;
  const answered = step.closes ? undefined : visible.find(({ id }) => id === notice.after);
  const findings = checkAudience(notice, undefined, known, opening, answered);
  return step.to === undefined || opening === undefined
    ? findings
    : [...findings, ...checkAlone(notice, opening)];
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
  const [opening] = visible;
  if (opening === undefined) return [];
  const circle = circleIn(opening, notice);
  const changed = supersedes(step) ? visible.find((filed) => filed.id === notice.after) : undefined;
  const reached = [changed, step.closes ? opening : undefined];
  return reached.flatMap((one) => (one ? checkReach(notice, one, known, circle) : [])).slice(0, 1);
}

function checkForm(notice: Notice, measure: Measure, step: Step, organisation: Organisation): Finding[] {
  const form = measure.forms[step.form];
  if (form === undefined) throw new Error(`measure ${measure.id} has no form ${step.form}`);
  const context = contextOf(organisation, notice.attachments);
  return checkAnswers(form, notice.answers, context).map(({ code, at, limit }) =>
    limit === undefined ? { code, at } : { code, at, detail: String(limit) },
  );
}

const known = new WeakMap<object, Pick<FormatContext, 'participants' | 'lists'>>();

/** What answers can name: codes of the organisation's lists, and the files attached to the notice. */
export function contextOf(organisation: Named, attachments: readonly { sha256: string }[]): FormatContext {
  let context = known.get(organisation);
  if (context === undefined) {
    const lists = codesOfLists(organisation);
    context = { participants: lists.get('participants') ?? new Set(), lists };
    known.set(organisation, context);
  }
  return { ...context, attachments: new Set(attachments.map(({ sha256 }) => sha256)) };
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
