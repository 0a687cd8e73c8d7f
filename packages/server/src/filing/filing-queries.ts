import {
  envelopeOf,
  type FiledNotice,
  isCircle,
  type Opening,
  type Reader,
  type Reference,
  type Series,
  threadOf,
} from '@rapport/notices';
import { encodeHex, type Notice, parseHex, parseNotice, type SignedNotice } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import type { Change } from '../db/run-together.ts';
import { HeadError, remedy } from '../log/head-error.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';

/** A hex id as the database keeps it. */
export function idBytes(hex: string): Buffer {
  return Buffer.from(parseHex(hex) ?? new Uint8Array());
}

/** What the log holds under a notice id. */
export interface KnownNotice {
  readonly id: string;
  readonly noteHash: Uint8Array;
  readonly index: number;
  readonly takenIn: number;
  readonly receiptSize: number;
  readonly reference: Reference;
  readonly thread: string;
}

interface KnownRow {
  id: Buffer;
  note_hash: Buffer;
  index: number;
  taken_in: number;
  receipt_size: number;
  participant: string;
  series: Series;
  year: number;
  number: number;
  thread: Buffer;
}

/** Those of some notice ids that the log holds already. */
export async function readKnown(tx: Queryable, ids: readonly string[]): Promise<Map<string, KnownNotice>> {
  const { rows } = await tx.query<KnownRow>({
    name: 'read-known',
    text: `select n.id, e.note_hash, e.index, e.taken_in, e.receipt_size, n.participant, n.series, n.year, n.number, n.thread
      from log_entries e join notices n using (index) where e.notice_id = any($1::bytea[])`,
    values: [ids.map(idBytes)],
  });
  return new Map(rows.map((row) => [encodeHex(row.id), knownOf(row)]));
}

function knownOf(row: KnownRow): KnownNotice {
  return {
    id: encodeHex(row.id),
    noteHash: row.note_hash,
    index: row.index,
    takenIn: row.taken_in,
    receiptSize: row.receipt_size,
    reference: { series: row.series, participant: row.participant, year: row.year, number: row.number },
    thread: encodeHex(row.thread),
  };
}

/** What is kept of an erased notice. */
interface EnvelopeRow {
  id: Buffer;
  participant: string;
  office: string;
  measure: string;
  edition: string;
  measure_hash: Buffer;
  step: string;
  thread: Buffer;
  after: Buffer | null;
  audience_kind: string;
}

interface NoteRow extends EnvelopeRow {
  index: number;
  taken_in: number;
  audience_names: string[];
  /** Absent where it was erased. */
  note: Buffer | null;
  erased_by: Buffer | null;
  erased_at: number | null;
}

/** Notices with their notes; where one was erased, with its erasure. Conditions follow. */
const filedSql = `select n.index, n.taken_in, n.audience_names, n.id, n.participant, n.office, n.measure, n.edition, n.measure_hash,
    n.step, n.thread, n.after, n.audience_kind, b.note, x.id as erased_by, x.taken_in as erased_at
  from notices n left join notes b using (index) left join erasures e using (index) left join notices x on x.index = e.by_index`;

/** Every notice of some threads, by thread, in log order. */
export async function readThreads(
  tx: Queryable,
  threads: readonly string[],
): Promise<Map<string, FiledNotice[]>> {
  const byThread = new Map<string, FiledNotice[]>(threads.map((thread) => [thread, []]));
  if (threads.length === 0) return byThread;
  const { rows } = await tx.query<NoteRow>({
    name: 'read-threads',
    text: `${filedSql} where n.thread = any($1::bytea[]) order by n.index`,
    values: [threads.map(idBytes)],
  });
  for (const filed of rows.map(filedOf)) byThread.get(threadOf(filed))?.push(filed);
  return byThread;
}

/** The same as far as a reader may see them. */
export async function readSeenThreads(
  tx: Queryable,
  reader: Reader,
  threads: readonly string[],
): Promise<Map<string, FiledNotice[]>> {
  const byThread = new Map<string, FiledNotice[]>(threads.map((thread) => [thread, []]));
  const { rows } = await tx.query<NoteRow>(
    `${filedSql} where n.thread = any($1::bytea[]) and ${visibleSql(reader, 2)} order by n.index`,
    [threads.map(idBytes), visibleTo(reader)],
  );
  for (const filed of rows.map(filedOf)) byThread.get(threadOf(filed))?.push(filed);
  return byThread;
}

/** What of the first notices of some threads says whom their circles are. */
export async function readOpenings(tx: Queryable, threads: readonly string[]): Promise<Map<string, Opening>> {
  const { rows } = await tx.query<Pick<NoteRow, 'id' | 'participant' | 'audience_kind' | 'audience_names'>>(
    'select id, participant, audience_kind, audience_names from notices where id = any($1::bytea[])',
    [threads.map(idBytes)],
  );
  return new Map(
    rows.map(({ id, participant, audience_kind: kind, audience_names: names }) => [
      encodeHex(id),
      { notice: { participant }, ...(isCircle(kind as Notice['audience']['kind']) ? { circle: names } : {}) },
    ]),
  );
}

/** What a participant has filed under some measures, by measure, in log order. */
export async function readFiledUnder(
  db: Queryable,
  participant: string,
  measures: readonly string[],
): Promise<Map<string, FiledNotice[]>> {
  const byMeasure = new Map<string, FiledNotice[]>(measures.map((measure) => [measure, []]));
  if (measures.length === 0) return byMeasure;
  const { rows } = await db.query<NoteRow>(
    `${filedSql} where n.participant = $1 and n.measure = any($2::text[]) order by n.index`,
    [participant, measures],
  );
  for (const filed of rows.map(filedOf)) byMeasure.get(filed.notice.measure.id)?.push(filed);
  return byMeasure;
}

/** The threads in which some notices stand; of those that there are none, nothing. */
export async function readThreadsOf(db: Queryable, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<{ thread: Buffer }>(
    'select distinct thread from notices where id = any($1::bytea[])',
    [ids.map(idBytes)],
  );
  return rows.map(({ thread }) => encodeHex(thread));
}

/** The notices with an effect on a register from index `from` up to before `to`, in log order. */
export async function readRegisterNotices(tx: Queryable, from: number, to: number): Promise<FiledNotice[]> {
  const { rows } = await tx.query<NoteRow>(
    `${filedSql} where n.on_keys and n.index >= $1 and n.index < $2 order by n.index`,
    [from, to],
  );
  return rows.map(filedOf);
}

function filedOf(row: NoteRow): FiledNotice {
  const { index, taken_in: takenIn, erased_by: by, erased_at: erasedAt } = row;
  const circle = isCircle(row.audience_kind as Notice['audience']['kind'])
    ? { circle: row.audience_names }
    : {};
  if (by !== null && erasedAt !== null) {
    const erased = { by: encodeHex(by), takenIn: erasedAt };
    return { index, takenIn, id: encodeHex(row.id), notice: envelopeIn(row), erased, ...circle };
  }
  const parsed = row.note === null ? undefined : parseNotice(row.note);
  if (parsed?.ok) return { index, takenIn, id: parsed.value.id, notice: parsed.value.notice, ...circle };
  const what = parsed === undefined ? 'is missing and no notice erased it' : `is damaged (${parsed.code})`;
  throw new HeadError(`The note of entry ${index} in the database ${what}. ${remedy}`);
}

function envelopeIn(row: NoteRow): Notice {
  const { participant, office, step, after, edition } = row;
  const kind = row.audience_kind as Notice['audience']['kind'];
  const audience = kind === 'named' ? { kind, participants: row.audience_names } : { kind };
  const isOpening = row.thread.equals(row.id);
  return envelopeOf({
    ...{ log: '', participant, office, step, audience: audience as Notice['audience'] },
    measure: { id: row.measure, edition, hash: encodeHex(row.measure_hash) },
    ...(isOpening ? {} : { thread: encodeHex(row.thread) }),
    ...(after === null ? {} : { after: encodeHex(after) }),
  });
}

/**
 * The last reference numbers of participants in a year, by `SERIES/participant`; none where there is
 * nothing yet.
 */
export async function readLastNumbers(
  tx: Queryable,
  participants: readonly string[],
  year: number,
): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ numbering: string; number: number | null }>({
    name: 'read-last-numbers',
    text: `select s.series || '/' || p.participant as numbering, (select max(n.number) from notices n
        where n.participant = p.participant and n.year = $2 and n.series = s.series) as number
      from unnest($1::text[]) as p (participant), unnest(array['NOT', 'REG']) as s (series)`,
    values: [participants, year],
  });
  return new Map(rows.flatMap(({ numbering, number }) => (number === null ? [] : [[numbering, number]])));
}

/** A file delivered with a notice. */
export interface AttachmentFile {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A notice that has its place, about to be stored. */
export interface PlacedNotice {
  readonly signed: SignedNotice;
  readonly attachments: readonly AttachmentFile[];
  /** How many files it names. */
  readonly attachmentCount: number;
  readonly index: number;
  readonly takenIn: number;
  readonly series: Series;
  readonly year: number;
  readonly number: number;
  /** Set where it has an effect on a register. */
  readonly onKeys: boolean;
  /** Whom an audience of kind `takers` or `dimension` reaches; empty for others. */
  readonly circle: readonly string[];
}

/** Stores notes verbatim. */
export function insertNotes(placed: readonly PlacedNotice[]): Change {
  return {
    text: 'insert into notes (index, note) select * from unnest($1::bigint[], $2::bytea[])',
    values: [placed.map((p) => p.index), placed.map((p) => Buffer.from(p.signed.bytes))],
  };
}

/** Stores what lists need of notices. */
export function insertNotices(placed: readonly PlacedNotice[]): Change {
  return { text: insertNoticesSql, values: noticeColumns(placed) };
}

const insertNoticesSql = `insert into notices (index, id, taken_in, thread, after, participant, office, measure, edition,
    measure_hash, step, audience_kind, audience_names, year, series, number, attachment_count, on_keys, listed)
  select index, id, taken_in, thread, after, participant, office, measure, edition, measure_hash, step, audience_kind,
    array(select jsonb_array_elements_text(names)), year, series, number, attachment_count, on_keys, listed
  from unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::bytea[], $11::text[], $12::text[], $13::jsonb[], $14::integer[], $15::text[],
    $16::integer[], $17::integer[], $18::boolean[], $19::boolean[])
  as t (index, id, taken_in, thread, after, participant, office, measure, edition, measure_hash, step, audience_kind,
    names, year, series, number, attachment_count, on_keys, listed)`;

function noticeColumns(placed: readonly PlacedNotice[]): unknown[] {
  const of = <T>(read: (p: PlacedNotice) => T): T[] => placed.map(read);
  return [
    of((p) => p.index),
    of((p) => idBytes(p.signed.id)),
    of((p) => p.takenIn),
    of((p) => idBytes(p.signed.notice.thread ?? p.signed.id)),
    of((p) => (p.signed.notice.after === undefined ? null : idBytes(p.signed.notice.after))),
    of((p) => p.signed.notice.participant),
    of((p) => p.signed.notice.office),
    of((p) => p.signed.notice.measure.id),
    of((p) => p.signed.notice.measure.edition),
    of((p) => idBytes(p.signed.notice.measure.hash)),
    of((p) => p.signed.notice.step),
    of((p) => p.signed.notice.audience.kind),
    of((p) => JSON.stringify(namesOf(p))),
    of((p) => p.year),
    of((p) => p.series),
    of((p) => p.number),
    of((p) => p.attachmentCount),
    of((p) => p.onKeys),
    of(isListed),
  ];
}

/** Lists show the series of notices; what is a register is read as one. */
function isListed({ series }: PlacedNotice): boolean {
  return series === 'NOT';
}

/** Who is reached by name: those named, or the circle that was fixed. */
function namesOf({ signed, circle }: PlacedNotice): readonly string[] {
  const { audience } = signed.notice;
  return audience.kind === 'named' ? audience.participants : circle;
}

/** Stores who is named in the audiences of listed notices. */
export function insertNames(placed: readonly PlacedNotice[]): Change {
  const pairs = placed.filter(isListed).flatMap((p) => namesOf(p).map((name) => [name, p.index] as const));
  return {
    text: 'insert into notice_names (participant, index) select * from unnest($1::text[], $2::bigint[])',
    values: [pairs.map(([name]) => name), pairs.map(([, index]) => index)],
  };
}

/** Stores the files of one notice that is in the log already. */
export async function insertAttachments(
  tx: Queryable,
  { signed, attachments, index }: PlacedNotice,
): Promise<void> {
  for (const file of attachments) {
    const named = signed.notice.attachments.find((attachment) => attachment.sha256 === file.sha256);
    if (named === undefined) throw new Error('an attachment that the notice does not name passed its check');
    await insertAttachment(tx, index, named, file.bytes);
  }
}

/** Stores one file of a notice, as the notice names it; once, where it names it twice. */
export async function insertAttachment(
  tx: Queryable,
  index: number,
  { sha256, mediaType, name, size }: Notice['attachments'][number],
  bytes: Uint8Array,
): Promise<void> {
  await tx.query(
    `insert into attachments (index, sha256, media_type, name, size, bytes) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    [index, idBytes(sha256), mediaType, name, size, Buffer.from(bytes)],
  );
}

/** A notice that another one, just stored, erases; both by index. */
export interface ErasedPlace {
  readonly index: number;
  readonly by: number;
}

/** Deletes what erased notices said, once it is stored that they are erased and by what. */
export async function eraseTexts(tx: Queryable, erased: readonly ErasedPlace[]): Promise<void> {
  if (erased.length === 0) return;
  const places = erased.map(({ index }) => index);
  await tx.query('insert into erasures (index, by_index) select * from unnest($1::bigint[], $2::bigint[])', [
    places,
    erased.map(({ by }) => by),
  ]);
  await tx.query('delete from attachments where index = any($1::bigint[])', [places]);
  await tx.query('delete from notes where index = any($1::bigint[])', [places]);
}
