import type { MeasureThreads } from '@rapport/api';
import type { Reader } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { idBytes } from '../filing/filing-queries.ts';
import { type WholeRow, wholeOf, wholeSql } from './reading-queries.ts';
import { visibleSql, visibleTo } from './visible.ts';

/** Those of some threads whose opening a reader may see. */
export async function visibleThreads(
  db: Queryable,
  reader: Reader,
  threads: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: Buffer }>(
    `select n.id from notices n where n.id = any($1::bytea[]) and ${visibleSql(reader, 2)}`,
    [threads.map(idBytes), visibleTo(reader)],
  );
  return new Set(rows.map(({ id }) => encodeHex(id)));
}

/**
 * Threads of a measure, of every edition, those opened last first; each as far as the reader may see it. A
 * thread whose opening the reader may not see is not there.
 *
 * @param before - an index; only threads opened before it
 */
export async function readMeasureThreads(
  db: Queryable,
  reader: Reader,
  measure: string,
  { before, limit }: { readonly before: number; readonly limit: number },
  abbreviation: string,
): Promise<MeasureThreads> {
  const openings = await db.query<{ index: number; thread: Buffer }>(
    `select n.index, n.thread from notices n
      where n.measure = $2 and n.after is null and n.index < $3 and ${visibleSql(reader, 1)}
      order by n.index desc limit $4`,
    [visibleTo(reader), measure, before, limit + 1],
  );
  const shown = openings.rows.slice(0, limit);
  const { rows } = await db.query<WholeRow>(
    `${wholeSql} where n.thread = any($2::bytea[]) and ${visibleSql(reader, 1)} order by n.index`,
    [visibleTo(reader), shown.map(({ thread }) => thread)],
  );
  const byThread = new Map(shown.map(({ thread }) => [encodeHex(thread), [] as WholeRow[]]));
  for (const row of rows) byThread.get(encodeHex(row.thread))?.push(row);
  const threads = [...byThread.values()].map((notices) => ({
    notices: notices.map((row) => wholeOf(row, abbreviation)),
  }));
  const last = shown.at(-1);
  return openings.rows.length > limit && last !== undefined ? { threads, next: last.index } : { threads };
}
