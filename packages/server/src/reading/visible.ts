import type { Reader } from '@rapport/notices';

/**
 * The SQL of `mayRead`: the one place where rows are chosen by audience. Every query that hands a notice
 * to somebody takes its condition from here; a test holds it against `mayRead` for every kind of
 * audience and reader.
 *
 * @param reader - who asks
 * @param parameter - number of the query's parameter that `visibleTo(reader)` fills
 */
export function visibleSql(reader: Reader, parameter: number): string {
  if (reader === 'public') return `(n.audience_kind = 'all' and $${parameter}::text is null)`;
  const me = `$${parameter}::text`;
  return `(n.audience_kind in ('all', 'participants') or n.participant = ${me}
    or (n.audience_kind in ('named', 'takers', 'dimension') and ${me} = any(n.audience_names)))`;
}

/** The value of that parameter. */
export function visibleTo(reader: Reader): string | null {
  return reader === 'public' ? null : reader.participant;
}

/** A walk over rows `n`, newest first where it is ordered by `by`. */
export interface VisibleRange {
  readonly sql: string;
  readonly by: string;
}

/**
 * The index ranges that together hold what a reader may see in lists, newest first: each is walked from
 * its end and stops after a page, however long the log is. Rows that name the reader are looked up one by one: joined
 * otherwise, all rows between them would be read.
 */
export function visibleRanges(reader: Reader, box: 'received' | 'sent' | 'all'): VisibleRange[] {
  const range = (condition: string): VisibleRange => ({
    sql: `select n.* from notices n where n.listed and n.index < $2 and ${condition}`,
    by: 'n.index',
  });
  const many = range(`n.audience_kind in ('all', 'participants')`);
  const everybody = range(`n.audience_kind = 'all'`);
  if (reader === 'public') return box === 'sent' ? [] : [everybody];
  const mine = range('n.participant = $1');
  const named = {
    sql: `select n.* from (
        select index from notice_names where participant = $1 and index < $2 order by index desc offset 0
      ) m cross join lateral (select * from notices n where n.index = m.index offset 0) n
      where n.audience_kind in ('named', 'takers', 'dimension')`,
    by: 'm.index',
  };
  if (box === 'sent') return [mine];
  const received = [many, named].map(({ sql, by }) => ({ sql: `${sql} and n.participant <> $1`, by }));
  return box === 'received' ? received : [...received, mine];
}
