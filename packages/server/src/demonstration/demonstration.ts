import { randomBytes } from 'node:crypto';
import type { Receipt } from '@rapport/api';
import type { Effect, Measure, Organisation, Step } from '@rapport/measures';
import { rootOffice } from '@rapport/notices';
import {
  encodeNote,
  encodeNoticeText,
  encodeVerifierKey,
  type JsonObject,
  type Notice,
  parseVerifierKey,
  signNote,
  type VerifierKey,
} from '@rapport/record';
import type { Filed } from '../filing/notice-filer.ts';
import { Refusal } from '../problems.ts';
import type { DemonstrationKeys } from './demonstration-keys.ts';

/** The invented offices of each participant, and of the organisation. */
const participantOffices = {
  'focal-point': { en: 'Focal point', ru: 'Координатор по мерам доверия' },
  'signing-officer': { en: 'Signing officer', ru: 'Лицо, уполномоченное подписывать' },
} as const;
const organisationOffices = { secretariat: { en: 'Secretariat', ru: 'Секретариат' } } as const;

export interface DemonstrationParts {
  readonly organisation: Organisation;
  readonly origin: string;
  readonly keys: DemonstrationKeys;
  readonly now: () => number;
  readonly file: (note: Uint8Array) => Promise<Filed>;
  readonly size: () => Promise<number>;
}

/** An office of the demonstration that a visitor may take on. */
export interface DemonstrationOffice {
  readonly participant: string;
  readonly office: string;
  readonly title: { readonly en: string; readonly ru: string };
}

/** Every invented office, in the order of the organisation's participants. */
export function demonstrationOffices(organisation: Organisation): DemonstrationOffice[] {
  return organisation.participants.flatMap(({ code, role }) => {
    return Object.entries(officesOf(role)).map(([office, title]) => ({ participant: code, office, title }));
  });
}

type Offices = Readonly<Record<string, DemonstrationOffice['title']>>;

function officesOf(role: Organisation['participants'][number]['role']): Offices {
  return role === 'organisation' ? organisationOffices : participantOffices;
}

/** Those that the log begins with. Observers, partners and non-members are enrolled when a visitor first acts for one. */
function firstOffices(organisation: Organisation): DemonstrationOffice[] {
  const { participants } = organisation;
  const roles = new Map(participants.map(({ code, role }) => [code, role]));
  const begin = new Set(['organisation', 'member']);
  return demonstrationOffices(organisation).filter((one) => begin.has(roles.get(one.participant) ?? ''));
}

/**
 * Begins the demonstration's log, if it is empty: the organisation is founded, its members are enrolled,
 * the invented offices of these are certified. Nothing else: no act of a state is made up. Begun twice, by two
 * servers or after a crash in between, it goes on where it stopped.
 */
export async function beginDemonstration(parts: DemonstrationParts): Promise<void> {
  const { organisation, keys } = parts;
  const offices = firstOffices(organisation);
  const expected = 1 + new Set(offices.map((o) => o.participant)).size - 1 + offices.length;
  if ((await parts.size()) >= expected) return;
  const own = ownCode(organisation);
  const founding = {
    name: organisation.name['en'] ?? organisation.id,
    origin: parts.origin,
    key: rootKey(keys, own),
  };
  const entered = [await enter(parts, 'founds-organisation', own, founding)];
  const members = organisation.participants.filter(({ role }) => role === 'member');
  const enrolling = members.map(({ code }) => enrol(parts, code));
  entered.push(...(await Promise.all(enrolling)));
  const certifying = offices.map(({ participant, office, title }) =>
    certify(parts, participant, office, keys.signer(participant, office).key, title.en),
  );
  entered.push(...(await Promise.all(certifying)));
  refuseFaults(entered);
}

async function enrol(parts: DemonstrationParts, participant: string): Promise<Filed> {
  const answers = { participant, key: rootKey(parts.keys, participant) };
  return enter(parts, 'enrols-participant', ownCode(parts.organisation), answers, [participant]);
}

/** Codes that say no more than that an earlier start got this far already. */
const doneBefore = new Set(['organisation-already-founded', 'participant-already-enrolled', 'key-in-use']);

function refuseFaults(entered: readonly Filed[]): void {
  const findings = entered.flatMap((filed) => (filed.ok ? [] : filed.findings));
  const faults = findings.filter(({ code }) => !doneBefore.has(code));
  if (faults.length > 0) throw new Error(`the demonstration cannot begin: ${JSON.stringify(faults)}`);
}

function ownCode(organisation: Organisation): string {
  const own = organisation.participants.find(({ role }) => role === 'organisation');
  if (own === undefined) throw new Error('the organisation is not among its own participants');
  return own.code;
}

function rootKey(keys: DemonstrationKeys, participant: string): string {
  return encodeVerifierKey(keys.signer(participant, rootOffice).key);
}

/**
 * Lets an invented ministry certify a key that a visitor's browser made for one of its offices.
 *
 * @param key - the visitor's verifier key, untrusted: the rules judge it
 * @throws Refusal for an office that the demonstration does not have, or with the rules' findings
 */
export async function certifyVisitor(
  parts: DemonstrationParts,
  participant: string,
  office: string,
  key: string,
): Promise<Receipt> {
  const offered = demonstrationOffices(parts.organisation).find(
    (o) => o.participant === participant && o.office === office,
  );
  const parsed = parseVerifierKey(key);
  if (offered === undefined || !parsed.ok) throw new Refusal('body-form');
  if (!firstOffices(parts.organisation).some((one) => one.participant === participant))
    refuseFaults([await enrol(parts, participant)]);
  const filed = await certify(parts, participant, office, parsed.value, offered.title.en);
  if (!filed.ok) throw new Refusal('findings', filed.findings);
  return filed.receipt;
}

async function certify(
  parts: DemonstrationParts,
  participant: string,
  office: string,
  key: VerifierKey,
  title: string,
): Promise<Filed> {
  const from = isoSeconds(parts.now());
  return enter(parts, 'certifies-office-key', participant, {
    office,
    title,
    key: encodeVerifierKey(key),
    from,
  });
}

/** Signs with a participant's root, and with those of who accepts, and files; what the log holds already stays as it is. */
async function enter(
  parts: DemonstrationParts,
  effect: Effect,
  participant: string,
  answers: JsonObject,
  accepting: readonly string[] = [],
): Promise<Filed> {
  const { measure, step } = keyStep(parts.organisation, effect);
  const notice: Notice = {
    answers,
    attachments: [],
    audience: { kind: 'all' },
    date: isoSeconds(parts.now()),
    log: parts.origin,
    measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
    nonce: randomBytes(24).toString('base64'),
    office: rootOffice,
    participant,
    step: step.id,
  };
  const signers = [participant, ...accepting].map((code) => parts.keys.signer(code, rootOffice));
  const note = await signNote(encodeNoticeText(notice), signers);
  return parts.file(encodeNote(note));
}

/** The step, in whichever measure has it, that does this to the register of keys. */
function keyStep(organisation: Organisation, effect: Effect): { measure: Measure; step: Step } {
  for (const measure of organisation.measures) {
    const step = measure.steps.find((s) => s.effect === effect);
    if (step !== undefined) return { measure, step };
  }
  throw new Error(`no measure of the organisation ${effect}`);
}

function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
