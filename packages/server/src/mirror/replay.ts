import type { LogNotice, MirrorBundle } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import {
  circleIn,
  circleOf,
  envelopeOf,
  isCircle,
  type Opening,
  parseReference,
  seriesOf,
  stepOf,
} from '@rapport/notices';
import {
  type Entry,
  encodeUtf8,
  growTree,
  leafHash,
  parseBundle,
  parseEntry,
  parseHex,
  parseNotice,
  type SignedNotice,
} from '@rapport/record';
import { type Db, type Queryable, transaction } from '../db/connect.ts';
import { runTogether } from '../db/run-together.ts';
import {
  idBytes,
  insertAttachment,
  insertNames,
  insertNotes,
  insertNotices,
  type PlacedNotice,
  readOpenings,
} from '../filing/filing-queries.ts';
import type { Registers, RegistersInLog } from '../filing/registers-in-log.ts';
import {
  beginWithHead,
  type EntryRow,
  heldHead,
  insertEntries,
  insertTileHashes,
  moveHead,
} from '../log/log-store.ts';

/** What a mirror's bundles are put into: a database of its own, the organisation whose record it is. */
export interface ReplayParts {
  readonly db: Db;
  readonly organisation: Organisation;
  readonly origin: string;
  readonly registers: RegistersInLog;
  /** Entries of the mirror's checkpoint, under which every proof is given. */
  readonly size: number;
}

/** A notice of the mirror, its text there or not. */
interface Held {
  readonly placed: PlacedNotice;
  readonly hasText: boolean;
}

/**
 * Appends one bundle of a mirror as the server that took its notices in had it: the same tables, from the entries and
 * notices alone. Nothing is judged: the command line has.
 *
 * @throws where a bundle has not its form, or a notice is of a measure that the organisation's folder has not
 */
export async function replayBundle(bundle: MirrorBundle, parts: ReplayParts): Promise<void> {
  const { db, size, registers } = parts;
  const entries = entriesIn(bundle);
  await transaction(db, beginWithHead, async (tx, found) => {
    const head = heldHead(found);
    const first = head.frontier.size;
    if (first !== bundle.index * 256) throw new Error(`the bundle ${bundle.index} does not come next`);
    const held = await placeAll(tx, bundle.notices, entries, first, parts);
    const leaves = entries.map(({ bytes }) => leafHash(bytes));
    const tree = growTree(head.frontier, leaves);
    const ids = new Map(bundle.notices.map(({ index, id }) => [index, id]));
    const rows = entries.map(
      ({ entry }, i): EntryRow => ({
        index: first + i,
        ...entry,
        noticeId: idOf(ids.get(first + i)) ?? entry.noteHash, // nobody here knows it: one of its own
        leafHash: leaves[i] ?? new Uint8Array(),
      }),
    );
    const placed = held.map((one) => one.placed);
    const takenIn = entries.at(-1)?.entry.takenIn ?? head.takenIn;
    await runTogether(tx, 'replay-bundle', {
      moved: moveHead(first, { frontier: tree.frontier, takenIn }),
      entries: insertEntries(rows, size),
      tiles: insertTileHashes(tree.tileHashes),
      bodies: insertNotes(held.filter(({ hasText }) => hasText).map((one) => one.placed)),
      envelopes: insertNotices(placed),
      names: insertNames(placed),
    });
  });
  await registers.readTo(db, bundle.index * 256 + entries.length);
}

function idOf(hex: string | undefined): Uint8Array | undefined {
  return hex === undefined ? undefined : parseHex(hex);
}

function entriesIn({ bundle, width }: MirrorBundle): { bytes: Uint8Array; entry: Entry }[] {
  const parsed = parseBundle(Buffer.from(bundle, 'base64'), width);
  if (!parsed.ok) throw new Error(`a bundle of the mirror: ${parsed.code}`);
  return parsed.value.map((bytes) => {
    const entry = parseEntry(bytes);
    if (!entry.ok) throw new Error(`an entry of the mirror: ${entry.code}`);
    return { bytes, entry: entry.value };
  });
}

async function placeAll(
  tx: Queryable,
  notices: readonly LogNotice[],
  entries: readonly { entry: Entry }[],
  first: number,
  { organisation, origin, registers }: ReplayParts,
): Promise<Held[]> {
  const read = notices.flatMap((one) => signedOf(one, origin));
  const named = read.flatMap(({ signed }) => signed.notice.thread ?? []);
  const openings = await readOpenings(tx, [...new Set(named)]);
  let now = registers.newest;
  const held: Held[] = [];
  for (const { row, signed, hasText } of read) {
    const takenIn = entries[row.index - first]?.entry.takenIn ?? 0;
    const placed = place(row, signed, takenIn, { organisation, openings, registers: now });
    const circle = isCircle(signed.notice.audience.kind) ? { circle: placed.circle } : {};
    const filed = { index: row.index, takenIn, id: signed.id, notice: signed.notice, ...circle };
    if (signed.notice.thread === undefined) openings.set(filed.id, filed);
    if (placed.onKeys && hasText) now = registers.with(now, [filed]);
    held.push({ placed, hasText });
  }
  return held;
}

interface Stand {
  readonly organisation: Organisation;
  readonly openings: ReadonlyMap<string, Opening>;
  readonly registers: Registers;
}

function place(
  { index, reference = '', envelope }: LogNotice,
  signed: SignedNotice,
  takenIn: number,
  { organisation, openings, registers }: Stand,
): PlacedNotice {
  const { notice } = signed;
  const found = stepOf(organisation, notice);
  if (found === undefined)
    throw new Error(
      `Entry ${index} is of the measure ${notice.measure.id}, edition ${notice.measure.edition}, which the organisation's folder has not. Name the right one in RAPPORT_ORGANISATION.`,
    );
  const { series, year, number } = parseReference(reference) ?? {
    series: seriesOf(found.measure),
    year: new Date(takenIn).getUTCFullYear(),
    number: index + 1, // a mirror made before references were kept
  };
  const opening = notice.thread === undefined ? undefined : openings.get(notice.thread);
  const circle =
    opening === undefined
      ? circleOf(notice, found.measure, organisation, registers.adherence, takenIn)
      : circleIn(opening, notice);
  const onKeys = found.step.effect !== undefined;
  const attachmentCount = envelope?.attachmentCount ?? notice.attachments.length;
  const placed = { index, takenIn, series, year, number, onKeys, circle };
  return { signed, attachments: [], attachmentCount, ...placed };
}

/** The notice as its text says it; of an erased one, as its envelope does; nothing where there is neither. */
function signedOf(row: LogNotice, log: string): { row: LogNotice; signed: SignedNotice; hasText: boolean }[] {
  const { id, note, envelope } = row;
  if (note !== undefined) {
    const parsed = parseNotice(encodeUtf8(note));
    if (!parsed.ok) throw new Error(`entry ${row.index} of the mirror: ${parsed.code}`);
    return [{ row, signed: parsed.value, hasText: true }];
  }
  if (envelope === undefined) return [];
  const notice = envelopeOf({ log, ...envelope } as Parameters<typeof envelopeOf>[0]);
  const none = new Uint8Array();
  const signed = { id, notice, noteHash: none, bytes: none, note: { text: '', signatures: [] } };
  return [{ row, signed, hasText: false }];
}

/** Stores a file beside every notice of a bundle that names it. */
export async function replayAttachment(
  { notices }: MirrorBundle,
  sha256: string,
  bytes: Uint8Array,
  db: Db,
): Promise<void> {
  for (const { index, note } of notices) {
    const parsed = note === undefined ? undefined : parseNotice(encodeUtf8(note));
    const named = parsed?.ok
      ? parsed.value.notice.attachments.find((one) => one.sha256 === sha256)
      : undefined;
    if (named !== undefined) await insertAttachment(db, index, named, bytes);
  }
}

/** Marks what was erased, once the notices that did it are all there. */
export async function replayErasures(
  erased: readonly { index: number; by: string }[],
  db: Db,
): Promise<void> {
  if (erased.length === 0) return;
  await db.query(
    `insert into erasures (index, by_index) select e.index, n.index
      from unnest($1::bigint[], $2::bytea[]) as e (index, by) join notices n on n.id = e.by
      where exists (select from notices o where o.index = e.index)`,
    [erased.map(({ index }) => index), erased.map(({ by }) => idBytes(by))],
  );
}
