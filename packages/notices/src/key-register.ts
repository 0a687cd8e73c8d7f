import { hasFormat, type KeyEffect, type Measure, type Organisation, type Step } from '@rapport/measures';
import { type Notice, parseVerifierKey, type VerifierKey } from '@rapport/record';
import type { FiledNotice } from './filed-notice.ts';

/** A key that may sign for an office, and where its certificate stands in the log. */
export interface OfficeKey {
  readonly participant: string;
  readonly office: string;
  readonly key: VerifierKey;
  /** POSIX milliseconds; `until` is exclusive, absent where the certificate sets no end. */
  readonly from: number;
  readonly until?: number;
  /** Id and place of the notice that certified it. */
  readonly certificate: string;
  readonly certifiedAt: number;
  /** What alone it may sign, where the certificate limits it. */
  readonly only?: Limits;
  /** Id and place of the notice that revoked it: it signs nothing that comes later in the log. */
  readonly revocation?: string;
  readonly revokedAt?: number;
}

/** Dimensions and measures, by id; absent: all. Both together: a measure that is in one of either. */
export interface Limits {
  readonly dimensions?: string[];
  readonly measures?: string[];
}

/**
 * Who may sign for whom, as the log says at one place: the outcome of applying every key notice up to
 * `size` in log order. A plain value; `applyKeyNotice` gives the next.
 */
export interface KeyRegister {
  /** Number of log entries it accounts for. */
  readonly size: number;
  /** Code of the participant that is the organisation itself, once founded. */
  readonly organisation?: string;
  /** Every root key that a participant ever had or is to have, oldest first. */
  readonly roots: ReadonlyMap<string, readonly OfficeKey[]>;
  readonly offices: ReadonlyMap<string, readonly OfficeKey[]>;
  /** How many officers have to sign together, by `participant/office`, where the participant wants more than one. */
  readonly needed: ReadonlyMap<string, Requirement>;
  /** Every key that was ever published to seal for an office, by its text. */
  readonly sealing: ReadonlyMap<string, SealingKey>;
  /** Hex of every public key ever registered; a key serves once. */
  readonly used: ReadonlySet<string>;
}

/** A key to which others seal what only an office is to read. */
export interface SealingKey {
  readonly participant: string;
  readonly office: string;
  /** An age recipient. */
  readonly key: string;
  /** Id and place of the notice that published it. */
  readonly notice: string;
  readonly publishedAt: number;
  /** Id of the notice that ended it: nothing is sealed to it from then on. */
  readonly ended?: string;
}

/** That so many keys of an office have to sign a notice, under some measures or all. */
export interface Requirement {
  readonly participant: string;
  readonly office: string;
  readonly signatures: number;
  readonly only?: Limits;
  /** Id and place of the notice that says so; it holds from the next place on. */
  readonly notice: string;
  readonly saidAt: number;
}

/** The register of an empty log. */
export function emptyRegister(): KeyRegister {
  return {
    size: 0,
    roots: new Map(),
    offices: new Map(),
    needed: new Map(),
    sealing: new Map(),
    used: new Set(),
  };
}

/** The office under which a participant's root key signs. */
export const rootOffice = 'root';

/** The keys that were ever certified for an office, oldest first. */
export function keysOf(register: KeyRegister, participant: string, office: string): readonly OfficeKey[] {
  if (office !== rootOffice) return register.offices.get(`${participant}/${office}`) ?? [];
  return withEnds(register.roots.get(participant) ?? []);
}

/** A root key ends where the next one begins, unless that was stopped. */
function withEnds(roots: readonly OfficeKey[]): OfficeKey[] {
  return roots.map((root, i) => {
    const next = roots.slice(i + 1).find(({ revokedAt }) => revokedAt === undefined);
    return next === undefined ? root : { ...root, until: next.from };
  });
}

/** Every key in the register, roots first. */
export function allKeys(register: KeyRegister): OfficeKey[] {
  return [...[...register.roots.values()].flatMap(withEnds), ...[...register.offices.values()].flat()];
}

const registering = [
  'founds-organisation',
  'enrols-participant',
  'certifies-office-key',
  'renews-root',
  'replaces-root',
] as const satisfies readonly KeyEffect[];

/** An effect that puts a key on the register. */
type RegisteringEffect = (typeof registering)[number];

/** What a key notice registers: read from its answers, whose form the measure has checked. */
export interface Registration {
  readonly effect: RegisteringEffect;
  readonly participant: string;
  readonly office: string;
  readonly key: VerifierKey;
  readonly from: number;
  readonly until?: number;
  readonly only?: Limits;
}

/**
 * Reads what a notice registers.
 *
 * @returns `undefined` where the step has no effect on keys; `'key-form'` where its key
 *   is no verifier key, a date no instant, or whose key it is cannot be read
 */
export function readRegistration(
  notice: Notice,
  step: Step,
  takenIn: number,
): Registration | 'key-form' | undefined {
  const effect = registering.find((one) => one === step.effect);
  if (effect === undefined) return undefined;
  const answers = notice.answers;
  const key = typeof answers['key'] === 'string' ? parseVerifierKey(answers['key']) : undefined;
  if (key === undefined || !key.ok) return 'key-form';
  const from = readInstant(answers['from']) ?? takenIn;
  const until = readInstant(answers['until']);
  if (Number.isNaN(from) || Number.isNaN(until)) return 'key-form';
  const { participant, office } = registered(notice, effect);
  if (typeof participant !== 'string' || typeof office !== 'string') return 'key-form';
  return {
    effect,
    participant,
    office,
    key: key.value,
    from,
    ...(until === undefined ? {} : { until }),
    ...limitsOf(answers),
  };
}

function limitsOf({ dimensions, measures }: Notice['answers']): { only?: Limits } {
  const only = {
    ...(isTexts(dimensions) ? { dimensions } : {}),
    ...(isTexts(measures) ? { measures } : {}),
  };
  return Object.keys(only).length === 0 ? {} : { only };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/**
 * Reads which key a notice revokes, or which coming root key it stops.
 *
 * @returns `undefined` where the step does neither; `'key-form'` where its key is no verifier key
 */
export function readRevocation(
  notice: Notice,
  step: Step,
): { readonly key: VerifierKey; readonly isRoot: boolean } | 'key-form' | undefined {
  if (step.effect !== 'revokes-office-key' && step.effect !== 'stops-root-replacement') return undefined;
  const { key } = notice.answers;
  const parsed = typeof key === 'string' ? parseVerifierKey(key) : undefined;
  const isRoot = step.effect === 'stops-root-replacement';
  return parsed?.ok ? { key: parsed.value, isRoot } : 'key-form';
}

/** Whose key it is, as far as the answers say so in text. */
function registered(notice: Notice, effect: RegisteringEffect): { participant?: unknown; office?: unknown } {
  const { participant, answers } = notice;
  if (effect === 'founds-organisation' || effect === 'renews-root')
    return { participant, office: rootOffice };
  if (effect === 'enrols-participant' || effect === 'replaces-root')
    return { participant: answers['participant'], office: rootOffice };
  return { participant, office: answers['office'] };
}

/** NaN for what stands there and is no instant: an end that cannot be read is not no end. */
function readInstant(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const isInstant = typeof value === 'string' && hasFormat('date-time', value, { participants: new Set() });
  return isInstant ? Date.parse(value) : Number.NaN;
}

/** What the register needs of an organisation: its measures, by which it knows the key notices. */
export type Measures = Pick<Organisation, 'measures'>;

/** The step of a notice in its measure's own edition, if the organisation has both. */
export function stepOf(organisation: Measures, notice: Notice): { measure: Measure; step: Step } | undefined {
  const measure = organisation.measures.find(
    (m) => m.id === notice.measure.id && m.edition === notice.measure.edition,
  );
  const step = measure?.steps.find((s) => s.id === notice.step);
  return measure === undefined || step === undefined ? undefined : { measure, step };
}

/**
 * Gives the register after further notices of the log, in log order. They were taken in, so they have
 * passed `checkFiling`; one without effect on keys only moves `size` on. Copies the register once a call.
 */
export function applyNotices(
  register: KeyRegister,
  organisation: Measures,
  filed: readonly FiledNotice[],
): KeyRegister {
  const next: Draft = {
    size: register.size,
    organisation: register.organisation,
    roots: new Map(register.roots),
    offices: new Map(register.offices),
    needed: new Map(register.needed),
    sealing: new Map(register.sealing),
    used: new Set(register.used),
  };
  for (const one of filed) applyOne(next, organisation, one);
  const { organisation: founded, ...rest } = next;
  return founded === undefined ? rest : { ...rest, organisation: founded };
}

interface Draft {
  size: number;
  organisation: string | undefined;
  roots: Map<string, readonly OfficeKey[]>;
  offices: Map<string, readonly OfficeKey[]>;
  needed: Map<string, Requirement>;
  sealing: Map<string, SealingKey>;
  used: Set<string>;
}

function applyOne(draft: Draft, organisation: Measures, filed: FiledNotice): void {
  draft.size = filed.index + 1;
  const found = stepOf(organisation, filed.notice);
  const revoked = found && readRevocation(filed.notice, found.step);
  if (revoked !== undefined && revoked !== 'key-form') return revoke(draft, filed, revoked);
  if (found !== undefined && applySealing(draft, filed, found.step)) return;
  const requirement = found && readRequirement(filed, found.step);
  if (requirement !== undefined) {
    draft.needed.set(`${requirement.participant}/${requirement.office}`, requirement);
    return;
  }
  const registration = found && readRegistration(filed.notice, found.step, filed.takenIn);
  if (registration === undefined || registration === 'key-form') return;
  const { effect, ...rest } = registration;
  const key: OfficeKey = { ...rest, certificate: filed.id, certifiedAt: filed.index };
  draft.used.add(keyText(key.key));
  if (effect === 'certifies-office-key') {
    const name = `${key.participant}/${key.office}`;
    draft.offices.set(name, [...(draft.offices.get(name) ?? []), key]);
    return;
  }
  draft.roots.set(key.participant, [...(draft.roots.get(key.participant) ?? []), key]);
  if (effect === 'founds-organisation') draft.organisation = key.participant;
}

/** A key stays in the register once revoked, so that what it signed before can be judged. */
function revoke(
  draft: Draft,
  { id, index, notice }: FiledNotice,
  { key, isRoot }: { readonly key: VerifierKey; readonly isRoot: boolean },
): void {
  const held = isRoot ? draft.roots : draft.offices;
  for (const [name, keys] of held) {
    if (name.split('/')[0] !== notice.participant) continue;
    const marked = keys.map((one) =>
      keyText(one.key) === keyText(key) && one.revokedAt === undefined
        ? { ...one, revocation: id, revokedAt: index }
        : one,
    );
    held.set(name, marked);
  }
}

/** A hybrid age recipient (ML-KEM-768 with X25519) in Bech32. Source: C2SP age; docs/spec/sealed.md. */
const recipientForm = /^age1pq1[02-9ac-hj-np-z]{1952}$/;

/**
 * Reads the sealing key that a notice publishes or ends.
 *
 * @returns `undefined` where its step does neither; `'key-form'` where its key is no recipient
 */
export function readSealingKey(
  { answers }: Notice,
  { effect }: Step,
): { readonly key: string; readonly isEnd: boolean } | 'key-form' | undefined {
  if (effect !== 'publishes-sealing-key' && effect !== 'ends-sealing-key') return undefined;
  const { key } = answers;
  if (typeof key !== 'string' || !recipientForm.test(key)) return 'key-form';
  return { key, isEnd: effect === 'ends-sealing-key' };
}

function applySealing(draft: Draft, { id, index, notice }: FiledNotice, step: Step): boolean {
  const read = readSealingKey(notice, step);
  if (read === undefined) return false;
  if (read === 'key-form') return true;
  const { participant, office } = notice;
  const known = draft.sealing.get(read.key);
  if (!read.isEnd)
    draft.sealing.set(read.key, { participant, office, key: read.key, notice: id, publishedAt: index });
  else if (known !== undefined) draft.sealing.set(read.key, { ...known, ended: id });
  return true;
}

/** The keys to which something is sealed that a participant's offices are to read now. */
export function sealingKeysOf({ sealing }: KeyRegister, participant: string): SealingKey[] {
  return [...sealing.values()].filter((one) => one.participant === participant && one.ended === undefined);
}

/** What a notice says of signatures needed. The form has checked its number; anything else counts as none. */
function readRequirement({ id, index, notice }: FiledNotice, step: Step): Requirement | undefined {
  const { office, signatures } = notice.answers;
  if (step.effect !== 'requires-signatures') return undefined;
  if (typeof office !== 'string' || typeof signatures !== 'number') return undefined;
  const { participant } = notice;
  return { participant, office, signatures, ...limitsOf(notice.answers), notice: id, saidAt: index };
}

/** Whether a measure is among those that limits name; no limits name all. */
export function isWithin(only: Limits | undefined, measure: Pick<Measure, 'id' | 'dimension'>): boolean {
  if (only === undefined) return true;
  return (
    only.measures?.includes(measure.id) === true || only.dimensions?.includes(measure.dimension) === true
  );
}

/** The text by which a public key is told from others, whatever its name. */
export function keyText(key: VerifierKey): string {
  return `${key.type}:${[...key.publicKey].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
