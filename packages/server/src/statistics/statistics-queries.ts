import type { Queryable } from '../db/connect.ts';
import { idBytes } from '../filing/filing-queries.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';

/** What the public may read of a measure in a year. */
export interface MeasureYear {
  readonly year: number;
  readonly measure: string;
  readonly threads: number;
  readonly replies: number;
}

/** Years are UTC's. */
const yearOf = (column: string): string =>
  `extract(year from to_timestamp(${column} / 1000.0) at time zone 'UTC')::integer`;

/** Counts the notices before index `size` that the public may read in lists. */
export async function countReleased(db: Queryable, size: number): Promise<MeasureYear[]> {
  const { rows } = await db.query<MeasureYear>(
    `select ${yearOf('n.taken_in')} as year, n.measure,
        (count(*) filter (where n.after is null))::integer as threads,
        (count(*) filter (where n.after is not null))::integer as replies
      from notices n where n.listed and ${visibleSql('public', 1)} and n.index < $2 group by 1, 2`,
    [visibleTo('public'), size],
  );
  return rows;
}

/** The years in which threads were opened; those alone whose opening the public may read. */
export async function yearsOfThreads(
  db: Queryable,
  threads: readonly string[],
  size: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ id: string; year: number }>(
    `select encode(n.id, 'hex') as id, ${yearOf('n.taken_in')} as year from notices n
      where n.id = any($3::bytea[]) and ${visibleSql('public', 1)} and n.index < $2`,
    [visibleTo('public'), size, threads.map(idBytes)],
  );
  return new Map(rows.map(({ id, year }) => [id, year]));
}

/** How many entries the log took in each year: its tiles say so to anybody. */
export async function countEntries(
  db: Queryable,
  size: number,
): Promise<{ year: number; entries: number }[]> {
  const { rows } = await db.query<{ year: number; entries: number }>(
    `select ${yearOf('taken_in')} as year, count(*)::integer as entries
      from log_entries where index < $1 group by 1 order by 1`,
    [size],
  );
  return rows;
}
