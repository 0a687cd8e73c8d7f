import { hashOfMeasure, type Measure, type Step } from '@rapport/measures';
import {
  type Checkpoint,
  checkInclusion,
  type Entry,
  encodeUtf8,
  equalBytes,
  findingOf,
  leafHash,
  type Parsed,
  parseBase64,
  parseEntry,
  parseNotice,
  type SignatureSuite,
  type SignedNotice,
} from '@rapport/record';
import { checkAuthority } from './check-authority.ts';
import { instantText } from './instant-text.ts';
import { applyNotices, type KeyRegister } from './key-register.ts';
import type { ProofFile, ProvedEntry } from './proof-file.ts';
import type { Check, CheckFinding, CheckId } from './proof-outcome.ts';
import { judgingRegister, verifySignatures } from './verify-signatures.ts';

/** What an entry is judged by: the keys of the entries before it, and the checkpoint once it is verified. */
export interface Bench {
  readonly file: ProofFile;
  readonly register: KeyRegister;
  readonly checkpoint: Checkpoint | undefined;
  readonly suite: SignatureSuite;
}

/** The five checks of one entry, what could be read of it, and the keys that stand after it. */
export interface EntryOutcome {
  readonly checks: readonly Check[];
  readonly register: KeyRegister;
  readonly signed?: SignedNotice;
  readonly entry?: Entry;
  readonly measure?: Measure;
}

/**
 * Checks one entry of a proof file: the notice's form, that the entry commits to it, that the log holds
 * the entry, that the definition is the one it names, that it is signed by keys certified before.
 *
 * @param number - its number in the file
 */
export async function checkProvedEntry(
  proved: ProvedEntry,
  number: number,
  bench: Bench,
): Promise<EntryOutcome> {
  const notice = parseNotice(encodeUtf8(proved.note));
  const entry = parseEntry(encodeUtf8(proved.entry));
  const signed = notice.ok ? notice.value : undefined;
  const defined = signed && findDefinition(signed, bench.file);
  const signature = await checkSignature(signed, entry, defined, bench);
  const check = (id: CheckId, findings: readonly CheckFinding[], seen = ''): Check => ({
    id,
    entry: number,
    findings,
    ...(seen === '' ? {} : { seen }),
  });
  const checks = [
    check('notice', checkNotice(notice, bench.checkpoint), signed?.id),
    check('entry', checkCommitment(notice, entry), entry.ok ? instantText(entry.value.takenIn) : ''),
    check('inclusion', checkIncluded(proved, bench.checkpoint), String(proved.index)),
    check('measure', defined?.findings ?? notReached, signed?.notice.measure.id),
    check('signature', signature, signed?.note.signatures.map((line) => line.keyId).join(' ')),
  ];
  const known = defined?.measure && { measure: defined.measure };
  const read = { ...(signed && { signed }), ...(entry.ok && { entry: entry.value }), ...known };
  const isSigned = signature.length === 0;
  return { checks, ...read, register: isSigned ? registerAfter(bench, proved, read) : bench.register };
}

/**
 * Keys count where the notice is rightly signed, even if the log is not shown to hold it: the file fails by
 * that check alone, and does not blame every signature after it as well.
 */
function registerAfter(
  bench: Bench,
  { index }: ProvedEntry,
  { signed, entry, measure }: Pick<EntryOutcome, 'signed' | 'entry' | 'measure'>,
): KeyRegister {
  if (signed === undefined || entry === undefined || measure === undefined) return bench.register;
  const filed = { index, takenIn: entry.takenIn, id: signed.id, notice: signed.notice };
  return applyNotices(bench.register, { measures: [measure] }, [filed]);
}

const notReached: readonly CheckFinding[] = [{ code: 'not-reached' }];

function checkNotice(notice: Parsed<SignedNotice>, checkpoint: Checkpoint | undefined): CheckFinding[] {
  if (!notice.ok) return [findingOf(notice)];
  const { log } = notice.value.notice;
  const isOther = checkpoint !== undefined && checkpoint.origin !== log;
  return isOther ? [{ code: 'log-other', detail: log }] : [];
}

function checkCommitment(notice: Parsed<SignedNotice>, entry: Parsed<Entry>): readonly CheckFinding[] {
  if (!entry.ok) return [findingOf(entry)];
  if (!notice.ok) return notReached;
  const isSame = equalBytes(entry.value.noteHash, notice.value.noteHash);
  return isSame ? [] : [{ code: 'entry-commits-to-other-notice' }];
}

function checkIncluded(proved: ProvedEntry, checkpoint: Checkpoint | undefined): readonly CheckFinding[] {
  if (checkpoint === undefined) return notReached;
  const proof = proved.hashes.map(parseBase64).filter((hash) => hash?.length === 32) as Uint8Array[];
  if (proof.length !== proved.hashes.length) return [{ code: 'proof-hash-form' }];
  const { size, root } = checkpoint;
  return checkInclusion({
    index: proved.index,
    size,
    root,
    leafHash: leafHash(encodeUtf8(proved.entry)),
    proof,
  });
}

/** The definition a notice was filed under; `measure` and `step` only where its hash is the one named. */
interface Definition {
  readonly findings: readonly CheckFinding[];
  readonly measure?: Measure;
  readonly step?: Step;
}

function findDefinition({ notice }: SignedNotice, file: ProofFile): Definition {
  const { id, edition, hash } = notice.measure;
  const measure = file.measures.find((one) => one.hash === hash);
  if (measure === undefined) return { findings: [{ code: 'measure-missing', detail: id }] };
  const isSame = measure.id === id && measure.edition === edition && hashOfMeasure(measure) === hash;
  if (!isSame) return { findings: [{ code: 'measure-hash-differs', detail: id }] };
  const step = measure.steps.find((one) => one.id === notice.step);
  if (step === undefined) return { findings: [{ code: 'step-unknown', detail: notice.step }], measure };
  return { findings: [], measure, step };
}

/** The rules of `checkFiling` that concern keys, by definitions and keys that were themselves proved. */
async function checkSignature(
  signed: SignedNotice | undefined,
  entry: Parsed<Entry>,
  defined: Definition | undefined,
  { register, suite }: Bench,
): Promise<readonly CheckFinding[]> {
  const { measure, step } = defined ?? {};
  if (!signed || !entry.ok || !measure || !step) return notReached;
  const { takenIn } = entry.value;
  const judging = judgingRegister(signed, { measures: [measure] }, register, takenIn);
  const findings = [
    ...checkAuthority(signed, step, register, judging, takenIn, measure),
    ...(await verifySignatures(signed, judging, suite)),
  ];
  return findings as CheckFinding[]; // none of the four looks at answers, whose codes alone are not a check's
}
