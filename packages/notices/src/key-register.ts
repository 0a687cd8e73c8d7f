import {
  hasFormat,
  isKeyEffect,
  type KeyEffect,
  type Measure,
  type Organisation,
  type Step,
} from '@rapport/measures';
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
  readonly roots: ReadonlyMap<string, OfficeKey>;
  readonly offices: ReadonlyMap<string, readonly OfficeKey[]>;
  /** Hex of every public key ever registered; a key serves once. */
  readonly used: ReadonlySet<string>;
}

/** The register of an empty log. */
export function emptyRegister(): KeyRegister {
  return { size: 0, roots: new Map(), offices: new Map(), used: new Set() };
}

/** The office under which a participant's root key signs. */
export const rootOffice = 'root';

/** The keys that were ever certified for an office, oldest first. */
export function keysOf(register: KeyRegister, participant: string, office: string): readonly OfficeKey[] {
  if (office !== rootOffice) return register.offices.get(`${participant}/${office}`) ?? [];
  const root = register.roots.get(participant);
  return root === undefined ? [] : [root];
}

/** Every key in the register, roots first. */
export function allKeys(register: KeyRegister): OfficeKey[] {
  return [...register.roots.values(), ...[...register.offices.values()].flat()];
}

/** What a key notice registers: read from its answers, whose form the measure has checked. */
export interface Registration {
  readonly effect: KeyEffect;
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
  if (!isKeyEffect(step.effect) || step.effect === 'revokes-office-key') return undefined;
  const answers = notice.answers;
  const key = typeof answers['key'] === 'string' ? parseVerifierKey(answers['key']) : undefined;
  if (key === undefined || !key.ok) return 'key-form';
  const from = readInstant(answers['from']) ?? takenIn;
  const until = readInstant(answers['until']);
  if (Number.isNaN(from) || Number.isNaN(until)) return 'key-form';
  const { participant, office } = registered(notice, step.effect);
  if (typeof participant !== 'string' || typeof office !== 'string') return 'key-form';
  return {
    effect: step.effect,
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
 * Reads which key a notice revokes.
 *
 * @returns `undefined` where the step revokes none; `'key-form'` where its key is no verifier key
 */
export function readRevocation(notice: Notice, step: Step): VerifierKey | 'key-form' | undefined {
  if (step.effect !== 'revokes-office-key') return undefined;
  const { key } = notice.answers;
  const parsed = typeof key === 'string' ? parseVerifierKey(key) : undefined;
  return parsed?.ok ? parsed.value : 'key-form';
}

/** Whose key it is, as far as the answers say so in text. */
function registered(notice: Notice, effect: KeyEffect): { participant?: unknown; office?: unknown } {
  const { participant, answers } = notice;
  if (effect === 'founds-organisation') return { participant, office: rootOffice };
  if (effect === 'enrols-participant') return { participant: answers['participant'], office: rootOffice };
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
    used: new Set(register.used),
  };
  for (const one of filed) applyOne(next, organisation, one);
  const { organisation: founded, ...rest } = next;
  return founded === undefined ? rest : { ...rest, organisation: founded };
}

interface Draft {
  size: number;
  organisation: string | undefined;
  roots: Map<string, OfficeKey>;
  offices: Map<string, readonly OfficeKey[]>;
  used: Set<string>;
}

function applyOne(draft: Draft, organisation: Measures, filed: FiledNotice): void {
  draft.size = filed.index + 1;
  const found = stepOf(organisation, filed.notice);
  const revoked = found && readRevocation(filed.notice, found.step);
  if (revoked !== undefined && revoked !== 'key-form') return revoke(draft, filed, revoked);
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
  draft.roots.set(key.participant, key);
  if (effect === 'founds-organisation') draft.organisation = key.participant;
}

/** A key stays in the register once revoked, so that what it signed before can be judged. */
function revoke(draft: Draft, { id, index, notice }: FiledNotice, key: VerifierKey): void {
  for (const [name, keys] of draft.offices) {
    if (!name.startsWith(`${notice.participant}/`)) continue;
    const marked = keys.map((one) =>
      keyText(one.key) === keyText(key) && one.revokedAt === undefined
        ? { ...one, revocation: id, revokedAt: index }
        : one,
    );
    draft.offices.set(name, marked);
  }
}

/** The text by which a public key is told from others, whatever its name. */
export function keyText(key: VerifierKey): string {
  return `${key.type}:${[...key.publicKey].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
