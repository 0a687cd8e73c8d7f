import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Queryable } from '../db/connect.ts';
import { bad, type DoctorCheck, good } from './finding.ts';

const folder = fileURLToPath(new URL('../db/migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sha256: string;
}

/** Compares the migrations a database has had with those of this program; applies none. */
export async function checkMigrations(db: Queryable): Promise<DoctorCheck> {
  const { rows: tables } = await db.query<{ found: string | null }>(
    "select to_regclass('schema_migrations')::text as found",
  );
  if (tables[0]?.found === null)
    return bad('migrations', 'The database is empty: the first start of the server prepares it.');
  const { rows } = await db.query<Migration>('select name, sha256 from schema_migrations order by number');
  return compare(rows, ownMigrations());
}

function compare(applied: readonly Migration[], own: readonly Migration[]): DoctorCheck {
  const seen = applied.at(-1)?.name ?? 'none';
  const unknown = applied[own.length];
  if (unknown !== undefined)
    return bad(
      'migrations',
      `The database has had ${unknown.name}, which this release does not know: start the release that made it, or a later one.`,
      seen,
    );
  const changed = applied.find(({ sha256 }, i) => own[i]?.sha256 !== sha256);
  if (changed !== undefined)
    return bad(
      'migrations',
      `The database has had another ${changed.name} than this release holds: restore its text.`,
      seen,
    );
  const [pending] = own.slice(applied.length);
  if (pending !== undefined)
    return bad(
      'migrations',
      `The database still lacks ${pending.name}: the next start of the server applies it.`,
      seen,
    );
  return good('migrations', seen);
}

function ownMigrations(): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    const sql = readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n');
    return { name, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}
