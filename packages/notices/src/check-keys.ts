import { type Measure, OWN_DIMENSION, type Step } from '@rapport/measures';
import { checkPublicKey, officeKeyName, type SignedNotice, type VerifierKey } from '@rapport/record';
import { type Finding, finding } from './findings.ts';
import { instantText } from './instant-text.ts';
import {
  allKeys,
  isWithin,
  type KeyRegister,
  keysOf,
  keyText,
  type OfficeKey,
  type Registration,
  type Requirement,
  readRegistration,
  readRevocation,
  readSealingKey,
  rootOffice,
} from './key-register.ts';

/** A signature line of a notice beside the certified key it names, or none. */
export interface SignatureKey {
  readonly name: string;
  readonly keyId: string;
  readonly officeKey?: OfficeKey;
}

/** The register that one notice's signatures are judged by. */
export interface JudgingRegister extends KeyRegister {
  /** The root key that the notice names for a participant: it signs as well, and so accepts. */
  readonly accepting?: OfficeKey;
}

/**
 * Finds the key of each signature line: one certified for the notice's own participant and office, or the root
 * key that it names. A line that names somebody else finds nothing here, whatever its signature.
 */
export function signatureKeys(signed: SignedNotice, register: JudgingRegister): SignatureKey[] {
  const { participant, office } = signed.notice;
  const { accepting } = register;
  const own = signingKeys(signed, register, participant, office);
  const keys = accepting === undefined ? own : [...own, accepting];
  return signed.note.signatures.map(({ name, keyId }) => {
    const officeKey = keys.find((k) => k.key.name === name && k.key.keyId === keyId);
    return officeKey === undefined ? { name, keyId } : { name, keyId, officeKey };
  });
}

function signingKeys(
  signed: SignedNotice,
  register: KeyRegister,
  participant: string,
  office: string,
): readonly OfficeKey[] {
  return keysOf(register, participant, office).filter(
    (k) => k.key.name === officeKeyName(signed.notice.log, participant, office),
  );
}

/** The measure that a notice is filed under, as far as limits of keys look at it. */
export type Signed = Pick<Measure, 'id' | 'dimension'>;

/**
 * Checks that every signature line is of a key that was certified for this office and this measure, valid at the
 * instant the notice is taken in and not revoked before it. Whether the signatures verify is `verifySignatures`'s
 * to say.
 *
 * @param register - the keys as they stand before the notice
 * @param measure - absent where it is not known: another finding says so
 */
export function checkSigners(
  signed: SignedNotice,
  register: JudgingRegister,
  takenIn: number,
  measure?: Signed,
): Finding[] {
  const { log, participant, office } = signed.notice;
  const { accepting } = register;
  const name = officeKeyName(log, participant, office);
  const lines = signatureKeys(signed, register);
  const own = lines.filter(({ officeKey }) => officeKey === undefined || officeKey !== accepting);
  const findings = own.flatMap((line) => {
    const { officeKey } = line;
    if (officeKey === undefined) return [unknownKey(line, name, register)];
    return [...checkDates(officeKey, takenIn), ...checkLimits(officeKey, measure)];
  });
  if (own.length === 0) findings.push(finding('sender-signature-missing', name));
  if (accepting !== undefined && own.length === lines.length)
    findings.push(finding('root-not-accepted', accepting.key.name));
  return [...findings, ...checkCount(own, register.needed.get(`${participant}/${office}`), measure)];
}

/** Where the participant wants several officers to sign, so many different keys do. What concerns keys needs one. */
function checkCount(
  lines: readonly SignatureKey[],
  requirement: Requirement | undefined,
  measure: Signed | undefined,
): Finding[] {
  if (requirement === undefined || measure === undefined || measure.dimension === OWN_DIMENSION) return [];
  if (!isWithin(requirement.only, measure)) return [];
  const signing = new Set(lines.flatMap(({ officeKey }) => officeKey ?? []));
  return signing.size >= requirement.signatures
    ? []
    : [finding('signatures-too-few', `${requirement.signatures}`)];
}

/** A limited key may sign what concerns keys, such as its own revocation. */
function checkLimits({ only }: OfficeKey, measure: Signed | undefined): Finding[] {
  if (only === undefined || measure === undefined || measure.dimension === OWN_DIMENSION) return [];
  return isWithin(only, measure) ? [] : [finding('key-limited', measure.id)];
}

function checkDates(key: OfficeKey, takenIn: number): Finding[] {
  if (key.revokedAt !== undefined) return [finding('key-revoked', key.key.keyId)];
  if (takenIn < key.from) return [finding('key-not-yet-valid', instantText(key.from))];
  if (key.until !== undefined && takenIn >= key.until) {
    return [finding('key-expired', instantText(key.until))];
  }
  return [];
}

function unknownKey(line: SignatureKey, name: string, register: KeyRegister): Finding {
  if (line.name === name) return finding('key-unknown', line.keyId);
  const isKnown = allKeys(register).some((k) => k.key.name === line.name && k.key.keyId === line.keyId);
  return finding(isKnown ? 'key-of-another-participant' : 'signature-name-other', line.name);
}

/** Checks what a key notice registers, against the keys that stand before it. */
export function checkRegistration(
  signed: SignedNotice,
  step: Step,
  register: KeyRegister,
  takenIn: number,
): Finding[] {
  const revoked = readRevocation(signed.notice, step);
  if (revoked !== undefined)
    return revoked === 'key-form' ? [finding('key-form')] : checkEnded(signed, revoked, register, takenIn);
  const sealing = readSealingKey(signed.notice, step);
  if (sealing !== undefined)
    return sealing === 'key-form' ? [finding('key-form')] : checkSealingKey(signed, sealing, register);
  const registration = readRegistration(signed.notice, step, takenIn);
  if (registration === undefined) return [];
  if (registration === 'key-form') return [finding('key-form')];
  return [
    ...checkKey(signed, registration, register),
    ...checkOrder(registration, register),
    ...checkNewRoot(registration, step, register, takenIn),
  ];
}

/** A key to seal to is published once, and ended by any office of its participant. */
function checkSealingKey(
  { notice }: SignedNotice,
  { key, isEnd }: { readonly key: string; readonly isEnd: boolean },
  { sealing }: KeyRegister,
): Finding[] {
  const known = sealing.get(key);
  if (!isEnd) return known === undefined ? [] : [finding('key-in-use')];
  const isOwn = known?.participant === notice.participant && known.ended === undefined;
  return isOwn ? [] : [finding('revoked-key-unknown', `${key.slice(0, 20)}…`)];
}

function checkEnded(
  signed: SignedNotice,
  { key, isRoot }: { readonly key: VerifierKey; readonly isRoot: boolean },
  register: KeyRegister,
  takenIn: number,
): Finding[] {
  if (!isRoot) return checkRevoked(signed, key, register);
  const coming = comingRoots(register, signed.notice.participant, takenIn);
  const isComing = coming.some((one) => keyText(one.key) === keyText(key));
  return isComing ? [] : [finding('root-replacement-unknown', key.keyId)];
}

/** The root keys of a participant that are named and not yet in force. */
function comingRoots(register: KeyRegister, participant: string, now: number): OfficeKey[] {
  const roots = register.roots.get(participant) ?? [];
  return roots.filter(({ from, revokedAt }) => from > now && revokedAt === undefined);
}

const dayMs = 86_400_000;

/** One replacement at a time; one by the organisation waits, so that the participant can stop what it did not ask for. */
function checkNewRoot(
  { effect, participant, from }: Registration,
  { waitDays = 0 }: Step,
  register: KeyRegister,
  takenIn: number,
): Finding[] {
  if (effect !== 'renews-root' && effect !== 'replaces-root') return [];
  const isPending = comingRoots(register, participant, takenIn).length > 0;
  const findings = isPending ? [finding('root-replacement-pending', participant)] : [];
  const earliest = takenIn + waitDays * dayMs;
  if (effect === 'replaces-root' && from < earliest)
    findings.push(finding('root-wait-too-short', instantText(earliest)));
  return findings;
}

/** A participant revokes keys of its own offices: with its root key any of them, with an office key that one. */
function checkRevoked(signed: SignedNotice, key: VerifierKey, register: KeyRegister): Finding[] {
  const { participant, office } = signed.notice;
  const own = [...register.offices.values()].flat().filter((one) => one.participant === participant);
  const found = own.find((one) => keyText(one.key) === keyText(key));
  if (found === undefined || found.revokedAt !== undefined)
    return [finding('revoked-key-unknown', key.keyId)];
  if (office === rootOffice) return [];
  const isItself = signatureKeys(signed, register).every((line) => line.officeKey === found);
  return isItself ? [] : [finding('revokes-other-key', key.keyId)];
}

function checkKey(signed: SignedNotice, registration: Registration, register: KeyRegister): Finding[] {
  const { key, participant, office, from, until } = registration;
  const findings: Finding[] = [];
  const name = officeKeyName(signed.notice.log, participant, office);
  if (key.name !== name) findings.push(finding('key-name-other', name));
  const isRoot = office === rootOffice;
  if (key.type !== 'ed25519' && (isRoot || key.type !== 'passkey'))
    findings.push(finding('key-type', key.type));
  else findings.push(...checkPublicKey(key.type, key.publicKey));
  if (register.used.has(keyText(key))) findings.push(finding('key-in-use'));
  if (until !== undefined && until <= from) findings.push(finding('key-dates'));
  return findings;
}

function checkOrder(registration: Registration, register: KeyRegister): Finding[] {
  const isFounded = register.organisation !== undefined;
  if (registration.effect === 'founds-organisation') {
    return isFounded || register.size > 0 ? [finding('organisation-already-founded')] : [];
  }
  if (!isFounded) return [finding('organisation-not-founded')];
  const isEnrolled = register.roots.has(registration.participant);
  if (registration.effect === 'enrols-participant') {
    return isEnrolled ? [finding('participant-already-enrolled', registration.participant)] : [];
  }
  return isEnrolled ? [] : [finding('participant-not-enrolled', registration.participant)];
}
