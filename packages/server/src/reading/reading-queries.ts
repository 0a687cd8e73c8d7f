import type { LogNotice, NoticePage, NoticeSummary, NoticeWhole } from '@rapport/api';
import { formatReference, isCircle, type Reader, type Series } from '@rapport/notices';
import { encodeEntry, encodeHex, parseUtf8 } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { idBytes } from '../filing/filing-queries.ts';
import { visibleRanges, visibleSql, visibleTo } from './visible.ts';

interface NoticeRow {
  index: number;
  id: Buffer;
  taken_in: number;
  thread: Buffer;
  after: Buffer | null;
  participant: string;
  office: string;
  measure: string;
  edition: string;
  measure_hash: Buffer;
  step: string;
  audience_kind: 'all' | 'participants' | 'takers' | 'dimension' | 'named';
  audience_names: string[];
  series: Series;
  year: number;
  number: number;
  attachment_count: number;
}

export type WholeRow = NoticeRow & {
  note_hash: Buffer;
  /** Absent where it was erased. */
  note: Buffer | null;
  erased_by: Buffer | null;
  erased_at: number | null;
};

export const wholeSql = `select n.*, b.note, e.note_hash, x.id as erased_by, x.taken_in as erased_at
  from notices n join log_entries e using (index) left join notes b using (index)
  left join erasures r using (index) left join notices x on x.index = r.by_index`;

function summaryOf(row: NoticeRow, abbreviation: string): NoticeSummary {
  return {
    id: encodeHex(row.id),
    index: row.index,
    takenIn: row.taken_in,
    reference: formatReference(abbreviation, row),
    thread: encodeHex(row.thread),
    ...(row.after === null ? {} : { after: encodeHex(row.after) }),
    participant: row.participant,
    office: row.office,
    measure: { id: row.measure, edition: row.edition, hash: encodeHex(row.measure_hash) },
    step: row.step,
    audience:
      row.audience_kind === 'named'
        ? { kind: 'named', participants: row.audience_names }
        : { kind: row.audience_kind },
    ...(isCircle(row.audience_kind) ? { circle: row.audience_names } : {}),
    attachmentCount: row.attachment_count,
  };
}

export function wholeOf(row: WholeRow, abbreviation: string): NoticeWhole {
  const { note, erased_by: by, erased_at: takenIn } = row;
  const entry = textOf(encodeEntry({ takenIn: row.taken_in, noteHash: row.note_hash }));
  const summary = { ...summaryOf(row, abbreviation), entry };
  if (note !== null) return { ...summary, note: textOf(note) };
  if (by === null || takenIn === null) throw new Error(`the note of entry ${row.index} is missing`);
  return { ...summary, erased: { by: encodeHex(by), takenIn } };
}

function textOf(bytes: Uint8Array): string {
  const text = parseUtf8(bytes);
  if (text === undefined) throw new Error('a stored note is not UTF-8');
  return text;
}

/** What a list asks for. `before` and `limit` are whole numbers, already bounded. */
export interface ListQuery {
  readonly box: 'received' | 'sent' | 'all';
  readonly measure?: string;
  readonly before?: number;
  readonly limit: number;
}

const pastEveryIndex = Number.MAX_SAFE_INTEGER;

/** One page of what a reader may see, newest first. */
export async function readPage(
  db: Queryable,
  reader: Reader,
  query: ListQuery,
  abbreviation: string,
): Promise<NoticePage> {
  const ranges = visibleRanges(reader, query.box);
  if (ranges.length === 0) return { notices: [] };
  const values: unknown[] = [
    visibleTo(reader),
    query.before ?? pastEveryIndex,
    query.limit + 1,
    query.measure ?? null,
  ];
  const filter = 'and ($4::text is null or n.measure = $4) and ($1::text is null or $1 = $1)';
  const parts = ranges.map(({ sql, by }) => `(${sql} ${filter} order by ${by} desc limit $3)`);
  const { rows } = await db.query<NoticeRow>(
    `select * from (${parts.join(' union all ')}) as found order by index desc limit $3`,
    values,
  );
  const notices = rows.slice(0, query.limit).map((row) => summaryOf(row, abbreviation));
  const last = notices.at(-1);
  return rows.length > query.limit && last !== undefined ? { notices, next: last.index } : { notices };
}

/** One notice whole; `undefined` where there is none or the reader may not see it: nobody can tell which. */
export async function readNotice(
  db: Queryable,
  reader: Reader,
  id: string,
  abbreviation: string,
): Promise<NoticeWhole | undefined> {
  const { rows } = await db.query<WholeRow>(`${wholeSql} where n.id = $1 and ${visibleSql(reader, 2)}`, [
    idBytes(id),
    visibleTo(reader),
  ]);
  const [row] = rows;
  return row && wholeOf(row, abbreviation);
}

/** Some places of the log as far as the reader may see them, newest first. */
export async function readPlaces(
  db: Queryable,
  reader: Reader,
  places: readonly number[],
  abbreviation: string,
): Promise<NoticeWhole[]> {
  const { rows } = await db.query<WholeRow>(
    `${wholeSql} where n.index = any($1::bigint[]) and ${visibleSql(reader, 2)} order by n.index desc`,
    [places, visibleTo(reader)],
  );
  return rows.map((row) => wholeOf(row, abbreviation));
}

/** A thread as far as the reader may see it, in log order; empty where it may see nothing of it. */
export async function readThread(
  db: Queryable,
  reader: Reader,
  id: string,
  abbreviation: string,
): Promise<NoticeWhole[]> {
  const { rows } = await db.query<WholeRow>(
    `${wholeSql} where n.thread = $1 and ${visibleSql(reader, 2)} order by n.index`,
    [idBytes(id), visibleTo(reader)],
  );
  return rows.map((row) => wholeOf(row, abbreviation));
}

/** An attachment of a notice that the reader may see. */
export async function readAttachment(
  db: Queryable,
  reader: Reader,
  id: string,
  sha256: string,
): Promise<{ mediaType: string; name: string; bytes: Uint8Array } | undefined> {
  const { rows } = await db.query<{ media_type: string; name: string; bytes: Buffer }>(
    `select a.media_type, a.name, a.bytes from attachments a join notices n using (index)
      where n.id = $1 and a.sha256 = $3 and ${visibleSql(reader, 2)}`,
    [idBytes(id), visibleTo(reader), idBytes(sha256)],
  );
  const [row] = rows;
  return row && { mediaType: row.media_type, name: row.name, bytes: row.bytes };
}

/** The envelopes of listed notices from index `from` up to before `to`, for the live updates to choose from. */
export async function readEnvelopes(
  db: Queryable,
  from: number,
  to: number,
  abbreviation: string,
): Promise<NoticeSummary[]> {
  const { rows } = await db.query<NoticeRow>(
    'select n.* from notices n where n.listed and n.index >= $1 and n.index < $2 order by n.index',
    [from, to],
  );
  return rows.map((row) => summaryOf(row, abbreviation));
}

/** Every notice in a range of the log that the reader may see, key notices too, in log order. */
export async function readLogNotices(
  db: Queryable,
  reader: Reader,
  from: number,
  limit: number,
  abbreviation: string,
): Promise<LogNotice[]> {
  const { rows } = await db.query<WholeRow>(
    `${wholeSql} where n.index >= $1 and n.index < $2 and ${visibleSql(reader, 3)} order by n.index`,
    [from, from + limit, visibleTo(reader)],
  );
  return rows.map((row) => logNoticeOf(wholeOf(row, abbreviation)));
}

function logNoticeOf({ index, id, note, entry, erased, reference, ...rest }: NoticeWhole): LogNotice {
  const placed = { index, id, entry, reference };
  if (erased === undefined) return note === undefined ? placed : { ...placed, note };
  const { participant, office, measure, step, audience, after, thread, attachmentCount } = rest;
  const follows = { ...(thread === id ? {} : { thread }), ...(after === undefined ? {} : { after }) };
  const left = { participant, office, measure, step, ...follows, audience, attachmentCount };
  return { ...placed, erased, envelope: left };
}
