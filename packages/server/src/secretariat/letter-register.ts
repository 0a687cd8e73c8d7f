import type { LetterRegister, RegisterMark, RegisterRow } from '@rapport/api';
import { formatReference, type Reader, type Series } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { idBytes } from '../filing/filing-queries.ts';
import { type ListQuery, readPage } from '../reading/reading-queries.ts';
import { visibleSql, visibleTo } from '../reading/visible.ts';

/**
 * All traffic that the organisation may read, newest first: each letter with the number that it answers and what the
 * secretariat has noted beside it.
 */
export async function readLetterRegister(
  db: Queryable,
  me: string,
  query: ListQuery,
  abbreviation: string,
): Promise<LetterRegister> {
  const reader: Reader = { participant: me };
  const { notices, next } = await readPage(db, reader, query, abbreviation);
  const answered = await readReferences(
    db,
    reader,
    notices.flatMap(({ after }) => after ?? []),
    abbreviation,
  );
  const marks = await readMarks(
    db,
    notices.map(({ index }) => index),
  );
  const rows = notices.map((notice): RegisterRow => {
    const answers = notice.after === undefined ? undefined : answered.get(notice.after);
    const mark = marks.get(notice.index);
    return {
      ...notice,
      direction: notice.participant === me ? 'out' : 'in',
      ...(answers === undefined ? {} : { answers }),
      ...(mark === undefined ? {} : { mark }),
    };
  });
  return next === undefined ? { rows } : { rows, next };
}

interface ReferenceRow {
  id: Buffer;
  participant: string;
  series: Series;
  year: number;
  number: number;
}

async function readReferences(
  db: Queryable,
  reader: Reader,
  ids: readonly string[],
  abbreviation: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<ReferenceRow>(
    `select n.id, n.participant, n.series, n.year, n.number from notices n
      where n.id = any($1::bytea[]) and ${visibleSql(reader, 2)}`,
    [ids.map(idBytes), visibleTo(reader)],
  );
  return new Map(rows.map((row) => [encodeHex(row.id), formatReference(abbreviation, row)]));
}

interface MarkRow {
  index: number;
  file: string;
  owner: string;
  due: string | null;
  remark: string;
}

async function readMarks(
  db: Queryable,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, RegisterMark>> {
  const { rows } = await db.query<MarkRow>(
    `select index, file, owner, due::text as due, remark from register_marks where index = any($1::bigint[])`,
    [indexes],
  );
  return new Map(rows.map(({ index, due, ...said }) => [index, due === null ? said : { ...said, due }]));
}

/**
 * Notes something beside a letter that the organisation may read.
 *
 * @param now - POSIX milliseconds
 * @returns whether there is such a letter
 */
export async function markLetter(
  db: Queryable,
  by: { readonly participant: string; readonly office: string },
  id: string,
  { file, owner, due, remark }: RegisterMark,
  now: number,
): Promise<boolean> {
  const reader: Reader = { participant: by.participant };
  const { rowCount } = await db.query(
    `insert into register_marks (index, file, owner, due, remark, changed_office, changed_at)
      select n.index, $3, $4, $5::date, $6, $7, to_timestamp($8::double precision / 1000) from notices n
        where n.id = $1 and n.listed and ${visibleSql(reader, 2)}
      on conflict (index) do update set file = excluded.file, owner = excluded.owner, due = excluded.due,
        remark = excluded.remark, changed_office = excluded.changed_office, changed_at = excluded.changed_at`,
    [idBytes(id), visibleTo(reader), file, owner, due ?? null, remark, by.office, now],
  );
  return rowCount === 1;
}
