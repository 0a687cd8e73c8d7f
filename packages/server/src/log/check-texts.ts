import type { Organisation } from '@rapport/measures';
import { erasedIn } from '@rapport/notices';
import { encodeHex, parseNotice } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { HeadError, remedy } from './head-error.ts';

/**
 * Checks that every text is there that no notice erased, and that each that is gone was erased by a notice which
 * says so: whoever deletes a text in the database cannot make it look like an erasure.
 *
 * @throws HeadError that names the first entry that is wrong
 */
export async function checkTexts(db: Queryable, organisation: Organisation): Promise<void> {
  const { rows: missing } = await db.query<{ index: number }>(
    `select index from log_entries e where not exists (select from notes b where b.index = e.index)
      and not exists (select from erasures x where x.index = e.index) order by index limit 1`,
  );
  const [lost] = missing;
  if (lost !== undefined)
    throw new HeadError(`The note of entry ${lost.index} is missing, and no notice erased it. ${remedy}`);
  const { rows } = await db.query<{ index: number; id: Buffer; note: Buffer | null; is_there: boolean }>(
    `select x.index, n.id, b.note, exists (select from notes o where o.index = x.index) as is_there
      from erasures x join notices n using (index) left join notes b on b.index = x.by_index order by x.index`,
  );
  for (const { index, id, note, is_there: isThere } of rows) {
    const parsed = note === null ? undefined : parseNotice(note);
    const erased = parsed?.ok ? erasedIn(parsed.value.notice, organisation) : undefined;
    if (erased !== encodeHex(id) || isThere)
      throw new HeadError(`Entry ${index} is marked as erased by a notice that does not erase it. ${remedy}`);
  }
}
