import type { ReleasedNotice, ReleasedPage } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import { formatReference, type Series } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { withSubjects } from '../reading/subjects.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';

/** A part of what is everybody's. */
export interface ReleasedQuery {
  /** Ids of measures; absent: all. */
  readonly measures?: readonly string[];
  readonly participant?: string;
  /** Only notices before this index. */
  readonly before?: number;
  /** At most; already bounded. */
  readonly limit: number;
}

interface Row {
  index: number;
  id: Buffer;
  taken_in: number;
  thread: Buffer;
  participant: string;
  measure: string;
  edition: string;
  step: string;
  series: Series;
  year: number;
  number: number;
}

const pastEveryIndex = Number.MAX_SAFE_INTEGER;

/** One page of the notices that the public may read, newest first. Key notices are the register's, and are not here. */
export async function readReleased(
  db: Queryable,
  organisation: Organisation,
  abbreviation: string,
  { measures, participant, before, limit }: ReleasedQuery,
): Promise<ReleasedPage> {
  const { rows } = await db.query<Row>(
    `select n.index, n.id, n.taken_in, n.thread, n.participant, n.measure, n.edition, n.step, n.series, n.year,
        n.number from notices n
      where n.listed and ${visibleSql('public', 1)} and n.index < $2
        and ($3::text[] is null or n.measure = any($3)) and ($4::text is null or n.participant = $4)
      order by n.index desc limit $5`,
    [visibleTo('public'), before ?? pastEveryIndex, measures ?? null, participant ?? null, limit + 1],
  );
  const listed = rows.slice(0, limit).map((row) => releasedOf(row, organisation, abbreviation));
  const notices = await withSubjects(db, 'public', listed, ({ measure }) => editionOf(organisation, measure));
  const last = notices.at(-1);
  return rows.length > limit && last !== undefined ? { notices, next: last.index } : { notices };
}

function editionOf(
  { measures }: Organisation,
  { id, edition }: ReleasedNotice['measure'],
): Measure | undefined {
  return measures.find((one) => one.id === id && one.edition === edition);
}

function releasedOf(row: Row, organisation: Organisation, abbreviation: string): ReleasedNotice {
  const { measure: id, edition } = row;
  const measure = editionOf(organisation, { id, edition });
  return {
    id: encodeHex(row.id),
    index: row.index,
    takenIn: row.taken_in,
    reference: formatReference(abbreviation, row),
    thread: encodeHex(row.thread),
    participant: row.participant,
    measure: { id, edition },
    measureTitle: wordingsOf(measure, ({ title }) => title, id),
    stepTitle: wordingsOf(measure, ({ steps }) => steps[row.step]?.title, row.step),
  };
}

type Words = Measure['wording'][string];

function wordingsOf(
  measure: Measure | undefined,
  read: (words: Words) => string | undefined,
  otherwise: string,
): Record<string, string> {
  const all = Object.entries(measure?.wording ?? {}).map(([language, words]) => [language, read(words)]);
  const said = all.filter((one): one is [string, string] => one[1] !== undefined);
  return said.length === 0 ? { en: otherwise } : Object.fromEntries(said);
}
