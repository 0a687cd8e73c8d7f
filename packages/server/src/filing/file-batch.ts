import type { Receipt } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import {
  checkFiling,
  circleIn,
  circleOf,
  erasedIn,
  type FiledNotice,
  type Finding,
  finding,
  formatReference,
  isCircle,
  judgingRegister,
  keyText,
  readRevocation,
  seriesOf,
  signatureKeys,
  stepOf,
  threadOf,
  withoutText,
} from '@rapport/notices';
import {
  type Checkpoint,
  encodeEntry,
  equalBytes,
  type GrownTree,
  growTree,
  leafHash,
  type Notice,
  parseHex,
  parseUtf8,
  type SignedNotice,
} from '@rapport/record';
import { deleteClocks, insertClocks } from '../clocks/clock-queries.ts';
import { type ChangedThread, type ClockChanges, clockChanges, enrolledIn } from '../clocks/clock-rows.ts';
import type { Queryable } from '../db/connect.ts';
import { runTogether } from '../db/run-together.ts';
import { type Head, insertEntries, insertTileHashes, moveHead } from '../log/log-store.ts';
import { endSessionsOf } from '../sessions/session-store.ts';
import {
  type AttachmentFile,
  type ErasedPlace,
  eraseTexts,
  insertAttachments,
  insertNames,
  insertNotes,
  insertNotices,
  type KnownNotice,
  type PlacedNotice,
  readKnown,
  readLastNumbers,
  readThreads,
  readThreadsOf,
} from './filing-queries.ts';
import { tlogProof } from './notice-receipts.ts';
import type { Registers, RegistersInLog } from './registers-in-log.ts';

/** A filing whose bytes, signatures and attachments are checked; its place is still to be judged. */
export interface PreparedFiling {
  readonly signed: SignedNotice;
  readonly attachments: readonly AttachmentFile[];
  /** The keys (`keyText`) whose signatures under this note were verified, all of them. */
  readonly verified: ReadonlySet<string>;
}

/** What became of one filing of a batch. */
export type Outcome =
  | { readonly kind: 'taken-in'; readonly placed: PlacedNotice }
  | { readonly kind: 'known'; readonly known: KnownNotice }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** A batch, stored but not yet committed. `tree` and `checkpoint` are absent where nothing was taken in. */
export interface FiledBatch {
  readonly outcomes: readonly Outcome[];
  readonly tree?: GrownTree;
  readonly checkpoint?: Checkpoint;
  /** Size of the log before the batch. */
  readonly first: number;
  /** The registers as they stand after the batch. */
  readonly registers: Registers;
}

export interface BatchContext {
  readonly organisation: Organisation;
  readonly origin: string;
  readonly registers: RegistersInLog;
  readonly now: () => number;
}

/**
 * Judges filings one by one at the places they would take, and stores those that pass. The head is held
 * from the first read to the commit, so what is judged is what is appended to: two writers cannot
 * interleave, in this process or another.
 *
 * @param tx - an open transaction that holds the head; the caller commits it
 */
export async function fileBatch(
  tx: Queryable,
  head: Head,
  filings: readonly PreparedFiling[],
  context: BatchContext,
): Promise<FiledBatch> {
  const first = head.frontier.size;
  const takenIn = Math.max(context.now(), head.takenIn); // times never go back
  const { outcomes, registers, threads, erased } = await judge(tx, filings, context, first, takenIn);
  const placed = outcomes.flatMap((outcome) => (outcome.kind === 'taken-in' ? [outcome.placed] : []));
  if (placed.length === 0) return { outcomes, first, registers };
  const leaves = placed.map((one) => leafHash(entryOf(one)));
  const tree = growTree(head.frontier, leaves);
  const clocks = clockChanges(threads, context.organisation, enrolledIn(registers.keys));
  await store(tx, placed, leaves, tree, { frontier: tree.frontier, takenIn }, clocks);
  await eraseTexts(tx, erased);
  await endSessions(tx, placed, context.organisation);
  const checkpoint = { origin: context.origin, size: tree.frontier.size, root: tree.root };
  return { outcomes, tree, checkpoint, first, registers };
}

/** Appends the batch and moves the head on. @throws when somebody else moved it, though it was held */
async function store(
  tx: Queryable,
  placed: readonly PlacedNotice[],
  leaves: readonly Uint8Array[],
  tree: GrownTree,
  head: Head,
  clocks: ClockChanges,
): Promise<void> {
  const { size } = tree.frontier;
  const oldSize = size - placed.length;
  await deleteClocks(tx, clocks.removed);
  const entries = placed.map((one, i) => entryRow(one, leaves[i]));
  const changed = await runTogether(tx, 'append-batch', {
    moved: moveHead(oldSize, head),
    entries: insertEntries(entries, size),
    tiles: insertTileHashes(tree.tileHashes),
    bodies: insertNotes(placed),
    envelopes: insertNotices(placed),
    names: insertNames(placed),
    clocks: insertClocks(clocks.added),
  });
  if (changed.moved !== 1) throw new Error(`the log head is no longer at size ${oldSize}`);
  for (const one of placed) await insertAttachments(tx, one);
}

/** A key that is revoked reads no more either. */
async function endSessions(
  tx: Queryable,
  placed: readonly PlacedNotice[],
  organisation: Organisation,
): Promise<void> {
  for (const { notice } of placed.filter(({ onKeys }) => onKeys).map(({ signed }) => signed)) {
    const step = stepOf(organisation, notice)?.step;
    const key = step && readRevocation(notice, step);
    if (key !== undefined && key !== 'key-form') await endSessionsOf(tx, notice.participant, key.key.keyId);
  }
}

function entryOf({ takenIn, signed }: PlacedNotice): Uint8Array {
  return encodeEntry({ takenIn, noteHash: signed.noteHash });
}

function entryRow(placed: PlacedNotice, leaf: Uint8Array | undefined) {
  const noticeId = parseHex(placed.signed.id);
  if (leaf === undefined || noticeId === undefined) throw new Error('a placed notice has no leaf or no id');
  const { index, takenIn, signed } = placed;
  return { index, takenIn, noteHash: signed.noteHash, noticeId, leafHash: leaf };
}

/** What the judging of one batch carries from filing to filing. */
interface Bench {
  readonly context: BatchContext;
  readonly known: Map<string, KnownNotice>;
  /** As they stood before the batch: those in which something is filed or erased. */
  readonly before: ReadonlyMap<string, readonly FiledNotice[]>;
  readonly threads: Map<string, readonly FiledNotice[]>;
  readonly erased: ErasedPlace[];
  readonly numbers: Map<string, number>;
  readonly year: number;
  readonly takenIn: number;
  readonly inBatch: Map<string, Outcome & { kind: 'taken-in' }>;
  registers: Registers;
  index: number;
}

async function judge(
  tx: Queryable,
  filings: readonly PreparedFiling[],
  context: BatchContext,
  first: number,
  takenIn: number,
): Promise<Judged> {
  const year = new Date(takenIn).getUTCFullYear();
  const notices = filings.map(({ signed }) => signed.notice);
  const before = await readThreads(tx, await threadsTouched(tx, notices, context.organisation));
  const bench: Bench = {
    context,
    known: await readKnown(
      tx,
      filings.map(({ signed }) => signed.id),
    ),
    before,
    threads: new Map(before),
    erased: [],
    numbers: await readLastNumbers(tx, [...new Set(notices.map(({ participant }) => participant))], year),
    year,
    takenIn,
    inBatch: new Map(),
    registers: await context.registers.readTo(tx, first),
    index: first,
  };
  const outcomes = filings.map((filing) => judgeOne(filing, bench));
  const { keys, adherence } = bench.registers;
  const threads = [...bench.threads].flatMap(([id, after]) =>
    after === before.get(id) ? [] : [{ before: before.get(id) ?? [], after }],
  );
  const registers = { keys: { ...keys, size: bench.index }, adherence };
  return { outcomes, registers, threads, erased: bench.erased };
}

/** What became of a batch, before anything is stored. */
interface Judged {
  readonly outcomes: Outcome[];
  readonly registers: Registers;
  /** The threads that the batch changes. */
  readonly threads: readonly ChangedThread[];
  readonly erased: readonly ErasedPlace[];
}

/** The threads that notices of a batch may change: those they stand in, and those of what they erase. */
async function threadsTouched(
  tx: Queryable,
  notices: readonly Notice[],
  organisation: Organisation,
): Promise<string[]> {
  const erasing = notices.flatMap((notice) => erasedIn(notice, organisation) ?? []);
  const hex = erasing.filter((id) => parseHex(id)?.length === 32);
  return [...new Set([...notices.flatMap(({ thread }) => thread ?? []), ...(await readThreadsOf(tx, hex))])];
}

function judgeOne(filing: PreparedFiling, bench: Bench): Outcome {
  const { signed } = filing;
  const earlier = bench.inBatch.get(signed.id);
  if (earlier !== undefined) return sameOrRefused(earlier, earlier.placed.signed.noteHash, signed);
  const known = bench.known.get(signed.id);
  if (known !== undefined) return sameOrRefused({ kind: 'known', known }, known.noteHash, signed);
  const thread = bench.threads.get(signed.notice.thread ?? '') ?? [];
  const { organisation, origin } = bench.context;
  const unverified = checkVerified(filing, bench);
  const isAuthentic = unverified.length === 0;
  const place = {
    organisation,
    origin,
    register: bench.registers.keys,
    adherence: bench.registers.adherence,
    thread,
    erasing: findErased(signed.notice, bench),
    takenIn: bench.takenIn,
    isAuthentic,
  };
  const findings = [...checkFiling(signed, place), ...unverified];
  return findings.length > 0 ? { kind: 'refused', findings } : take(filing, bench);
}

/** The notice that a notice erases, as it stands now: in the log or before it in the batch. */
function findErased(notice: Notice, { context, threads }: Bench): FiledNotice | undefined {
  const id = erasedIn(notice, context.organisation);
  if (id === undefined) return undefined;
  for (const thread of threads.values()) {
    const found = thread.find((one) => one.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** From here on in the batch, what was erased says nothing any more. */
function erase(filed: FiledNotice, bench: Bench): void {
  const target = findErased(filed.notice, bench);
  if (target === undefined) return;
  const gone = withoutText(target, { by: filed.id, takenIn: filed.takenIn });
  const thread = bench.threads.get(threadOf(target)) ?? [];
  bench.threads.set(
    threadOf(target),
    thread.map((one) => (one === target ? gone : one)),
  );
  bench.erased.push({ index: target.index, by: filed.index });
}

/** A line whose key was certified only after its signature was looked at has not been verified: refused. */
function checkVerified({ signed, verified }: PreparedFiling, bench: Bench): Finding[] {
  const { organisation } = bench.context;
  const register = judgingRegister(signed, organisation, bench.registers.keys, bench.takenIn);
  const lines = signatureKeys(signed, register).filter((line) => line.officeKey !== undefined);
  const unverified = lines.filter((line) => line.officeKey && !verified.has(keyText(line.officeKey.key)));
  return unverified.map((line) => finding('key-unknown', line.keyId));
}

/** The same bytes again give the same receipt; other signature lines under the same text do not. */
function sameOrRefused(outcome: Outcome, noteHash: Uint8Array, signed: SignedNotice): Outcome {
  if (equalBytes(noteHash, signed.noteHash)) return outcome;
  return { kind: 'refused', findings: [finding('notice-already-filed')] };
}

function take({ signed, attachments }: PreparedFiling, bench: Bench): Outcome {
  const { takenIn, year, context } = bench;
  const found = stepOf(context.organisation, signed.notice);
  const series = found === undefined ? 'REG' : seriesOf(found.measure);
  const numbering = `${series}/${signed.notice.participant}`;
  const number = (bench.numbers.get(numbering) ?? 0) + 1;
  const onKeys = found?.step.effect !== undefined;
  const placed: PlacedNotice = {
    signed,
    attachments,
    attachmentCount: signed.notice.attachments.length,
    index: bench.index,
    takenIn,
    year,
    number,
    onKeys,
    series,
    circle: circleFor(signed.notice, found?.measure, bench),
  };
  const filed = {
    index: bench.index,
    takenIn,
    id: signed.id,
    notice: signed.notice,
    ...(isCircle(signed.notice.audience.kind) ? { circle: placed.circle } : {}),
  };
  const thread = threadOf(filed);
  bench.threads.set(thread, [...(bench.threads.get(thread) ?? []), filed]);
  erase(filed, bench);
  bench.numbers.set(numbering, number);
  if (onKeys) bench.registers = context.registers.with(bench.registers, [filed]);
  bench.index += 1;
  const outcome = { kind: 'taken-in', placed } as const;
  bench.inBatch.set(signed.id, outcome);
  return outcome;
}

/** Whom an audience of takers or of a dimension reaches, fixed now; in a thread, whom its opening reached. */
function circleFor(notice: Notice, measure: Measure | undefined, bench: Bench): readonly string[] {
  const opening = notice.thread === undefined ? undefined : bench.threads.get(notice.thread)?.[0];
  if (opening !== undefined) return circleIn(opening, notice);
  const { organisation } = bench.context;
  return measure === undefined
    ? []
    : circleOf(notice, measure, organisation, bench.registers.adherence, bench.takenIn);
}

/**
 * The receipt of a notice of a committed batch.
 *
 * @param checkpoint - the signed checkpoint of the batch, verbatim
 */
export function receiptOf(
  placed: PlacedNotice,
  batch: FiledBatch & { tree: GrownTree },
  checkpoint: Uint8Array,
  abbreviation: string,
): Receipt {
  const { signed, takenIn, index, series, year, number } = placed;
  return {
    id: signed.id,
    index,
    takenIn,
    reference: formatReference(abbreviation, {
      series,
      participant: signed.notice.participant,
      year,
      number,
    }),
    thread: signed.notice.thread ?? signed.id,
    entry: textOf(entryOf(placed)),
    proof: tlogProof(index, batch.tree.proofs(index - batch.first), checkpoint),
  };
}

function textOf(bytes: Uint8Array): string {
  const text = parseUtf8(bytes);
  if (text === undefined) throw new Error('our own bytes are not UTF-8');
  return text;
}
