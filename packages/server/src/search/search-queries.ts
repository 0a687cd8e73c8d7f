import type { Reader } from '@rapport/notices';
import type { Queryable } from '../db/connect.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';
import { lexemes, stretchEntries } from './lexemes.ts';
import { quoted } from './words-of-notice.ts';

/** The newest entries that are simply read one by one: what is frequent is found among them. */
const readFirst = 1000;

/** A part of the log: entries from `from` up to before `before`. */
export interface Stretch {
  readonly from: number;
  readonly before: number;
}

/**
 * The places of what meets a condition and what the reader may see, newest first.
 *
 * The newest entries are read one by one, which finds at once what is frequent. Then each stretch of the log is looked up
 * in the index, from its end, until there are enough: so neither a word that is everywhere nor one that is nowhere
 * makes the answer wait for the length of the log.
 *
 * @param condition - from `searchCondition`, for the same reader
 */
export async function findPlaces(
  tx: Queryable,
  reader: Reader,
  condition: string,
  { from, before }: Stretch,
  limit: number,
): Promise<number[]> {
  const middle = Math.max(from, before - readFirst);
  const found = await readNewest(tx, reader, condition, { from: middle, before }, limit);
  if (found.length >= limit || middle === from) return found;
  return [...found, ...(await lookUp(tx, reader, condition, { from, before: middle }, limit - found.length))];
}

async function readNewest(
  tx: Queryable,
  reader: Reader,
  condition: string,
  { from, before }: Stretch,
  limit: number,
): Promise<number[]> {
  const { rows } = await tx.query<{ index: number }>(
    `select n.index from (
        select w.index, w.words from search_words w where w.index >= $3 and w.index < $4 order by w.index desc offset 0
      ) w join notices n using (index)
      where w.words @@ $2::tsquery and ${visibleSql(reader, 1)} order by n.index desc limit $5`,
    [visibleTo(reader), condition, from, before, limit],
  );
  return rows.map(({ index }) => index);
}

async function lookUp(
  tx: Queryable,
  reader: Reader,
  condition: string,
  { from, before }: Stretch,
  limit: number,
): Promise<number[]> {
  const last = Math.floor((before - 1) / stretchEntries);
  const first = Math.floor(from / stretchEntries);
  const { rows } = await tx.query<{ index: number }>(
    `select found.index from generate_series($6::bigint, $7::bigint, -1) stretch,
        lateral (
          select n.index from search_words w join notices n using (index)
            where w.words @@ ($2::tsquery && (${stretchSql})::tsquery) and w.index >= $3 and w.index < $4 and ${visibleSql(reader, 1)}
            order by n.index + 0 desc limit $5
        ) found
      limit $5`,
    [visibleTo(reader), condition, from, before, limit, last, first],
  );
  return rows.map(({ index }) => index).sort((a, b) => b - a);
}

/** The word of the index for one stretch. */
const stretchSql = `'${quoted(lexemes.stretch(0)).replaceAll("'", "''").replace('0', "' || stretch || '")}'`;
