import type { Organisation } from '@rapport/measures';
import {
  encodeVerifierKey,
  type JsonObject,
  officeKeyName,
  type SignedNotice,
  type Signer,
} from '@rapport/record';
import { applyAdherence, noAdherence } from '../adherence.ts';
import { erasedIn } from '../check-erasure.ts';
import { checkFiling } from '../check-filing.ts';
import { type FiledNotice, threadOf } from '../filed-notice.ts';
import type { Finding } from '../findings.ts';
import { applyNotices, emptyRegister, type KeyRegister } from '../key-register.ts';
import { judgingRegister, verifySignatures } from '../verify-signatures.ts';
import { type Draft, signDraft, signerOf, suite } from './sign-notice.ts';

/** 4 January 2027, 00:00 UTC: when the sample log takes in its first notice; then one a minute. */
export const logStart: number = Date.UTC(2027, 0, 4);

/** A notice of the sample log, with its signature. */
export interface SampleEntry extends FiledNotice {
  readonly signed: SignedNotice;
}

/** Judges a filing after some entries as a server would: signatures, then every rule at its place. */
export async function judge(
  organisation: Organisation,
  entries: readonly FiledNotice[],
  signed: SignedNotice,
  takenIn: number,
): Promise<Finding[]> {
  const register = registerOf(organisation, entries);
  const judging = judgingRegister(signed, organisation, register, takenIn);
  const invalid = await verifySignatures(signed, judging, suite);
  const thread = entries.filter((entry) => threadOf(entry) === signed.notice.thread);
  const { origin } = organisation;
  const adherence = applyAdherence(noAdherence(), organisation, entries);
  const isAuthentic = invalid.length === 0;
  const erasing = entries.find(({ id }) => id === erasedIn(signed.notice, organisation));
  const place = { organisation, origin, register, adherence, thread, erasing, takenIn, isAuthentic };
  return [...checkFiling(signed, place), ...invalid];
}

export function registerOf(organisation: Organisation, entries: readonly FiledNotice[]): KeyRegister {
  return applyNotices(emptyRegister(), organisation, entries);
}

/**
 * Signs and appends drafts, each a minute after the one before. Throws where the rules refuse one.
 *
 * @param accepting - sign each as well as its own office
 */
export async function fileAll(
  organisation: Organisation,
  entries: readonly SampleEntry[],
  drafts: readonly Draft[],
  accepting: readonly Signer[] = [],
): Promise<SampleEntry[]> {
  const grown = [...entries];
  for (const draft of drafts) {
    const signed = await signDraft(organisation, draft, undefined, accepting);
    const takenIn = logStart + grown.length * 60_000;
    const findings = await judge(organisation, grown, signed, takenIn);
    if (findings.length > 0) throw new Error(`${draft.step} is refused: ${JSON.stringify(findings)}`);
    grown.push({ index: grown.length, takenIn, id: signed.id, notice: signed.notice, signed });
  }
  return grown;
}

/** The verifier key of an office, as key notices carry it. */
export async function keyOf(organisation: Organisation, participant: string, office: string, label?: string) {
  const { key } = await signerOf(officeKeyName(organisation.origin, participant, office), label);
  return encodeVerifierKey(key);
}

export async function foundingDraft(organisation: Organisation): Promise<Draft> {
  const key = await keyOf(organisation, 'ABC', 'root');
  const answers = { name: organisation.name['en'] ?? '', origin: organisation.origin, key };
  return { participant: 'ABC', office: 'root', measure: 'keys', step: 'found', answers };
}

export async function enrolmentDraft(organisation: Organisation, participant: string): Promise<Draft> {
  const answers = { participant, key: await keyOf(organisation, participant, 'root') };
  return { participant: 'ABC', office: 'root', measure: 'keys', step: 'enrol', answers };
}

/** A certificate for an office of a participant; `changes` replace answers. */
export async function certificateDraft(
  organisation: Organisation,
  participant: string,
  office: string,
  changes: JsonObject = {},
): Promise<Draft> {
  const key = await keyOf(organisation, participant, office);
  const answers = { office, title: 'Department', key, from: '2027-01-01T00:00:00Z', ...changes };
  return { participant, office: 'root', measure: 'keys', step: 'certify', answers };
}

/** The organisation's replacement of a participant's root key. */
export function replacementDraft(participant: string, key: string, from: string): Draft {
  const answers = { participant, key, from, reason: 'lost' };
  return { participant: 'ABC', office: 'root', measure: 'keys', step: 'replace', answers };
}

/** That an office signs offers of visits with so many keys. */
export function requirementDraft(participant: string, office: string, signatures: number): Draft {
  const answers = { office, signatures, measures: ['visit-offer'] };
  return { participant, office: 'root', measure: 'keys', step: 'require', answers };
}

/** The revocation of an office key, by the participant's root key or by the key itself. */
export function revocationDraft(participant: string, key: string, office = 'root'): Draft {
  return { participant, office, measure: 'keys', step: 'revoke', answers: { key, reason: 'lost' } };
}
