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

/**
 * The index ranges that together hold what a reader may see in lists, newest first: each is walked from
 * its end and stops after a page, however long the log is.
 */
export function visibleRanges(reader: Reader, box: 'received' | 'sent' | 'all'): string[] {
  const many = `select n.* from notices n where n.listed and n.audience_kind in ('all', 'participants') and n.index < $2`;
  const everybody = `select n.* from notices n where n.listed and n.audience_kind = 'all' and n.index < $2`;
  if (reader === 'public') return box === 'sent' ? [] : [everybody];
  const mine = 'select n.* from notices n where n.listed and n.participant = $1 and n.index < $2';
  const named = `select n.* from notice_names m join notices n using (index)
    where m.participant = $1 and m.index < $2 and n.audience_kind in ('named', 'takers', 'dimension')`;
  if (box === 'sent') return [mine];
  const received = [many, named].map((sql) => `${sql} and n.participant <> $1`);
  return box === 'received' ? received : [...received, mine];
}
