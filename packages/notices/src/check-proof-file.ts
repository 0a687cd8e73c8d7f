import { hashOfMeasure, type Measure } from '@rapport/measures';
import {
  checkInclusion,
  checkPolicy,
  encodeUtf8,
  type Entry,
  equalBytes,
  leafHash,
  parseBase64,
  parseEntry,
  parseNotice,
  type Policy,
  type RecordCode,
  type SignatureSuite,
  type SignedNotice,
} from '@rapport/record';
import { checkRegistration, checkSigners } from './check-keys.ts';
import type { RuleCode } from './findings.ts';
import { applyNotices, emptyRegister, type KeyRegister, stepOf } from './key-register.ts';
import { type ProofFile, type ProvedEntry, parseProofFile } from './proof-file.ts';
import { judgingRegister, verifySignatures } from './verify-signatures.ts';

/** Codes that only the checking of a proof file has. */
export type ProofCode =
  | 'proof-file-form'
  | 'checkpoint-line-unknown'
  | 'measure-missing'
  | 'measure-hash-differs'
  | 'entry-commits-to-other-notice'
  | 'proof-hash-form'
  | 'order-first'
  | 'order-index'
  | 'order-time'
  | 'not-reached';

/** What one check looked at. */
export type CheckId = 'file' | 'checkpoint' | 'notice' | 'measure' | 'entry' | 'inclusion' | 'signature' | 'order';

/** One step of a verification, shown to people in this order. */
export interface Check {
  readonly id: CheckId;
  /** Number of the entry in the file, from 0, for checks of one entry; the last is the notice itself. */
  readonly entry?: number;
  /** Empty: the check passed. */
  readonly findings: readonly { code: ProofCode | RuleCode | RecordCode; detail?: string }[];
  /** What was seen, for people: a size, an instant, a key id. Never a reason to trust. */
  readonly seen?: string;
}

type CheckFinding = Check['findings'][number];

/** The outcome of checking a proof file: every check in order, and the notice if all of its form is right. */
export interface ProofOutcome {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly signed?: SignedNotice;
  readonly takenIn?: number;
  readonly index?: number;
  readonly measure?: Measure;
}

/**
 * Checks a proof file from nothing but its bytes and the keys that the reader trusts.
 *
 * @param bytes - the file, untrusted
 * @param policy - the log's keys and the witnesses the reader trusts
 * @returns every check, passed or failed; a part that could not be reached says so. Never throws.
 */
export async function checkProofFile(bytes: Uint8Array, policy: Policy, suite: SignatureSuite): Promise<ProofOutcome> {
  const parsed = parseProofFile(bytes);
  if (!parsed.ok) {
    const { code, detail } = parsed;
    return { ok: false, checks: [{ id: 'file', findings: [detail === undefined ? { code } : { code, detail }] }] };
  }
  return checkParsed(parsed.value, policy, suite);
}

async function checkParsed(file: ProofFile, policy: Policy, suite: SignatureSuite): Promise<ProofOutcome> {
  const checks: Check[] = [{ id: 'file', findings: [] }];
  const { tree, check } = await checkHead(file, policy, suite);
  checks.push(check);
  let walk: Walk = { register: emptyRegister(), checks };
  for (const [entry, proved] of file.entries.entries()) walk = await checkEntry(walk, file, proved, entry, tree, suite);
  checks.push({ id: 'order', findings: checkOrder(file, walk.entries ?? []) });
  const ok = checks.every(({ findings }) => findings.length === 0);
  return { ok, checks, ...walk.last };
}

/** The size and root that the checkpoint vouches for, once it is verified. */
type Tree = { readonly size: number; readonly root: Uint8Array } | undefined;

async function checkHead(
  file: ProofFile,
  policy: Policy,
  suite: SignatureSuite,
): Promise<{ tree: Tree; check: Check }> {
  const head = await checkPolicy(policy, encodeUtf8(file.checkpoint), suite);
  if (!head.ok) return { tree: undefined, check: { id: 'checkpoint', findings: head.findings } };
  const findings: CheckFinding[] = head.unknown.map((line) => ({ code: 'checkpoint-line-unknown', detail: line.name }));
  const { size, root, origin } = head.checkpoint;
  return { tree: { size, root }, check: { id: 'checkpoint', findings, seen: `${origin} ${size}` } };
}

/** What is carried from entry to entry. */
interface Walk {
  readonly register: KeyRegister;
  readonly checks: Check[];
  readonly entries?: readonly (Entry | undefined)[];
  readonly last?: Omit<ProofOutcome, 'ok' | 'checks'>;
}

async function checkEntry(
  walk: Walk,
  file: ProofFile,
  proved: ProvedEntry,
  entry: number,
  tree: Tree,
  suite: SignatureSuite,
): Promise<Walk> {
  const push = (id: CheckId, findings: readonly CheckFinding[], seen?: string): void => {
    walk.checks.push({ id, entry, findings, ...(seen === undefined ? {} : { seen }) });
  };
  const notice = parseNotice(encodeUtf8(proved.note));
  push('notice', faultsOf(notice), notice.ok ? notice.value.id : undefined);
  const logEntry = parseEntry(encodeUtf8(proved.entry));
  push('entry', checkCommitment(notice, logEntry), logEntry.ok ? new Date(logEntry.value.takenIn).toISOString() : undefined);
  push('inclusion', checkIncluded(proved, tree), `${proved.index}`);
  const entries = [...(walk.entries ?? []), logEntry.ok ? logEntry.value : undefined];
  if (!notice.ok || !logEntry.ok) {
    push('signature', [{ code: 'not-reached' }]);
    return { ...walk, entries, last: {} };
  }
  const signed = notice.value;
  const { takenIn } = logEntry.value;
  const measure = file.measures.find((m) => m.hash === signed.notice.measure.hash);
  push('measure', checkMeasure(signed, measure), measure?.id);
  const findings = await checkSignatures(signed, file, walk.register, takenIn, suite);
  push('signature', findings, signed.note.signatures.map((line) => line.keyId).join(' '));
  const filed = { index: proved.index, takenIn, id: signed.id, notice: signed.notice };
  const register = findings.length > 0 ? walk.register : applyNotices(walk.register, file, [filed]);
  const last = { signed, takenIn, index: proved.index, ...(measure === undefined ? {} : { measure }) };
  return { ...walk, register, entries, last };
}

function faultsOf(parsed: { ok: true } | { ok: false; code: RecordCode; detail?: string }): CheckFinding[] {
  if (parsed.ok) return [];
  return [parsed.detail === undefined ? { code: parsed.code } : { code: parsed.code, detail: parsed.detail }];
}

function checkCommitment(notice: ReturnType<typeof parseNotice>, entry: ReturnType<typeof parseEntry>): CheckFinding[] {
  if (!entry.ok) return faultsOf(entry);
  if (!notice.ok) return [{ code: 'not-reached' }];
  const isSame = equalBytes(entry.value.noteHash, notice.value.noteHash);
  return isSame ? [] : [{ code: 'entry-commits-to-other-notice' }];
}

function checkIncluded(proved: ProvedEntry, tree: Tree): CheckFinding[] {
  if (tree === undefined) return [{ code: 'not-reached' }];
  const proof = proved.hashes.map(parseBase64);
  if (!proof.every((hash) => hash !== undefined && hash.length === 32)) return [{ code: 'proof-hash-form' }];
  return checkInclusion({
    index: proved.index,
    size: tree.size,
    root: tree.root,
    leafHash: leafHash(encodeUtf8(proved.entry)),
    proof: proof.filter((hash) => hash !== undefined),
  });
}

function checkMeasure(signed: SignedNotice, measure: Measure | undefined): CheckFinding[] {
  if (measure === undefined) return [{ code: 'measure-missing', detail: signed.notice.measure.id }];
  const { id, edition, hash } = signed.notice.measure;
  const isSame = measure.id === id && measure.edition === edition && hashOfMeasure(measure) === hash;
  return isSame ? [] : [{ code: 'measure-hash-differs', detail: id }];
}

/** The rules of `checkFiling` that concern keys, by the definitions and key notices in the file. */
async function checkSignatures(
  signed: SignedNotice,
  file: ProofFile,
  register: KeyRegister,
  takenIn: number,
  suite: SignatureSuite,
): Promise<CheckFinding[]> {
  const found = stepOf(file, signed.notice);
  if (found === undefined) return [{ code: 'step-unknown', detail: signed.notice.step }];
  const { step } = found;
  const judging = judgingRegister(signed, file, register, takenIn);
  const findings = [
    ...(step.offices.includes(signed.notice.office) ? [] : [{ code: 'office-not-allowed' as const }]),
    ...checkSigners(signed, judging, takenIn),
    ...checkRegistration(signed, step, register, takenIn),
    ...(await verifySignatures(signed, judging, suite)),
  ];
  const isOrganisation = step.effect === 'founds-organisation' || signed.notice.participant === register.organisation;
  if (step.by === 'organisation' && !isOrganisation) findings.push({ code: 'step-not-yours', detail: step.by });
  return findings as CheckFinding[];
}

/** The founding notice stands first in the log; places ascend; times never go back. */
function checkOrder(file: ProofFile, entries: readonly (Entry | undefined)[]): CheckFinding[] {
  const findings: CheckFinding[] = [];
  if (file.entries[0]?.index !== 0) findings.push({ code: 'order-first' });
  for (const [i, { index }] of file.entries.entries()) {
    const before = file.entries[i - 1];
    if (before !== undefined && before.index >= index) findings.push({ code: 'order-index', detail: `${index}` });
    const [earlier, later] = [entries[i - 1], entries[i]];
    if (earlier && later && earlier.takenIn > later.takenIn) findings.push({ code: 'order-time', detail: `${index}` });
  }
  return findings;
}
