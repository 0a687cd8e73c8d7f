import type { Queryable } from './connect.ts';

/** A statement that changes data, with its values; `$1` is the first of its own. */
export interface Change {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Runs several changes as one statement, which is one round trip instead of many. All see the data as it
 * was before the first; foreign keys among them are checked when all are done.
 *
 * @param name - of the prepared statement: the same changes, in the same order, at every call
 * @returns how many rows each changed, by its name
 */
export async function runTogether<Name extends string>(
  tx: Queryable,
  name: string,
  changes: Readonly<Record<Name, Change>>,
): Promise<Record<Name, number>> {
  const parts = Object.entries<Change>(changes);
  const values: unknown[] = [];
  const withs = parts.map(([part, change]) => {
    const first = values.push(...change.values) - change.values.length;
    const text = change.text.replaceAll(/\$(\d+)/g, (_, own: string) => `$${first + Number(own)}`);
    return `${part} as (${text}${/\breturning\b/.test(text) ? '' : ' returning 1'})`;
  });
  const counts = parts.map(([part]) => `(select count(*)::integer from ${part}) as ${part}`);
  const text = `with ${withs.join(', ')} select ${counts.join(', ')}`;
  const { rows } = await tx.query<Record<Name, number>>({ name, text, values });
  return rows[0] as Record<Name, number>;
}
