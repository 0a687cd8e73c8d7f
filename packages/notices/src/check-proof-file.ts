import {
  type Checkpoint,
  checkPolicy,
  checkWitnessTimes,
  encodeUtf8,
  findingOf,
  type Policy,
  parseNote,
  type SignatureSuite,
  type WitnessTime,
  witnessTimes,
} from '@rapport/record';
import { type Bench, checkProvedEntry, type EntryOutcome } from './check-proved-entry.ts';
import { emptyRegister } from './key-register.ts';
import { type ProofFile, parseProofFile } from './proof-file.ts';
import type { Check, CheckFinding, ProofOutcome } from './proof-outcome.ts';

/**
 * Checks a proof file from nothing but its bytes and the keys that the reader trusts.
 *
 * @param bytes - the file, untrusted
 * @param policy - the log's keys and the witnesses the reader trusts
 * @param earlier - times of witnesses on other checkpoints of this log that the reader kept, verified
 * @returns every check, passed or failed; a part that could not be reached says so. Never throws.
 *   Source: docs/spec/log.md, "The proof file".
 */
export async function checkProofFile(
  bytes: Uint8Array,
  policy: Policy,
  suite: SignatureSuite,
  earlier: readonly WitnessTime[] = [],
): Promise<ProofOutcome> {
  const parsed = parseProofFile(bytes);
  if (parsed.ok) return checkParsed(parsed.value, policy, suite, earlier);
  const { code, detail } = parsed;
  return {
    ok: false,
    checks: [{ id: 'file', findings: [detail === undefined ? { code } : { code, detail }] }],
  };
}

async function checkParsed(
  file: ProofFile,
  policy: Policy,
  suite: SignatureSuite,
  earlier: readonly WitnessTime[],
): Promise<ProofOutcome> {
  const head = await checkHead(file, policy, suite);
  const outcomes: EntryOutcome[] = [];
  let bench: Bench = { file, suite, checkpoint: head.checkpoint, register: emptyRegister() };
  for (const [number, proved] of file.entries.entries()) {
    const outcome = await checkProvedEntry(proved, number, bench);
    outcomes.push(outcome);
    bench = { ...bench, register: outcome.register };
  }
  const checks: Check[] = [
    { id: 'file', findings: checkNeeded(file, outcomes) },
    head.check,
    ...outcomes.flatMap((outcome) => outcome.checks),
    { id: 'order', findings: checkOrder(file, outcomes, [...earlier, ...head.times]) },
  ];
  return { ok: checks.every(({ findings }) => findings.length === 0), checks, ...readLast(file, outcomes) };
}

/** What the last entry, the notice itself, says. */
function readLast(file: ProofFile, outcomes: readonly EntryOutcome[]): Omit<ProofOutcome, 'ok' | 'checks'> {
  const [proved, last] = [file.entries.at(-1), outcomes.at(-1)];
  if (proved === undefined || last?.signed === undefined || last.entry === undefined) return {};
  const { signed, entry, measure } = last;
  return { signed, takenIn: entry.takenIn, index: proved.index, ...(measure && { measure }) };
}

/** Each definition is one that a notice names, once: nothing travels along that no check looks at. */
function checkNeeded(file: ProofFile, outcomes: readonly EntryOutcome[]): CheckFinding[] {
  if (outcomes.some(({ signed }) => signed === undefined)) return []; // what it names cannot be read
  const named = new Set(outcomes.map(({ signed }) => signed?.notice.measure.hash));
  const hashes = file.measures.map(({ hash }) => hash);
  const unneeded = file.measures.filter(({ hash }, i) => !named.has(hash) || hashes.indexOf(hash) !== i);
  return unneeded.map(({ id }) => ({ code: 'measure-unneeded', detail: id }));
}

/** The size and root that the checkpoint vouches for, once it is verified. */
async function checkHead(
  file: ProofFile,
  policy: Policy,
  suite: SignatureSuite,
): Promise<{ checkpoint: Checkpoint | undefined; check: Check; times: readonly WitnessTime[] }> {
  const bytes = encodeUtf8(file.checkpoint);
  const outcome = await checkPolicy(policy, bytes, suite);
  const { checkpoint, findings } = outcome;
  if (checkpoint === undefined || findings.length > 0) {
    return { checkpoint: undefined, check: { id: 'checkpoint', findings }, times: [] };
  }
  const unknown = checkLines(bytes, policy, checkpoint);
  const seen = `${checkpoint.origin} ${checkpoint.size}`;
  return {
    checkpoint,
    check: { id: 'checkpoint', findings: unknown, seen },
    times: witnessTimes(outcome),
  };
}

/**
 * A checkpoint in a file has no line but of keys that the reader knows. Whoever makes the file may leave
 * lines out, as signatures do not cover each other; so none is in it that this reader cannot judge.
 */
function checkLines(bytes: Uint8Array, policy: Policy, { origin }: Checkpoint): CheckFinding[] {
  const note = parseNote(bytes);
  if (!note.ok) return [findingOf(note)];
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  const keys = [...logs, ...policy.witnesses].map(({ key }) => `${key.name} ${key.keyId}`);
  const unknown = note.value.signatures.filter((line) => !keys.includes(`${line.name} ${line.keyId}`));
  return unknown.map(({ name }) => ({ code: 'checkpoint-line-unknown', detail: name }));
}

/**
 * The founding notice stands first in the log; places ascend; times never go back, nor past what witnesses saw; no
 * notice names a checkpoint that held it already.
 */
function checkOrder(
  file: ProofFile,
  outcomes: readonly EntryOutcome[],
  times: readonly WitnessTime[],
): CheckFinding[] {
  const findings: CheckFinding[] = file.entries[0]?.index === 0 ? [] : [{ code: 'order-first' }];
  for (const [i, { index }] of file.entries.entries()) {
    const before = file.entries[i - 1];
    if (before && before.index >= index) findings.push({ code: 'order-index', detail: `${index}` });
    const [earlier, later] = [outcomes[i - 1]?.entry, outcomes[i]?.entry];
    if (earlier && later && earlier.takenIn > later.takenIn)
      findings.push({ code: 'order-time', detail: `${index}` });
    const seen = outcomes[i]?.signed?.notice.notBefore?.size ?? 0;
    if (seen > index) findings.push({ code: 'not-before-unknown', detail: `${seen}` });
    if (later) findings.push(...checkWitnessTimes([{ index, takenIn: later.takenIn }], times));
  }
  return findings;
}
