// Brings a database to the shape this program expects: numbered SQL files, forward only.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** The database and this program do not fit each other; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const ownFolder = fileURLToPath(new URL('./migrations', import.meta.url));
const fileName = /^(\d{4})-([a-z0-9-]+)\.sql$/;
/** Any constant will do, as long as nothing else in the database locks it. */
const lockKey = 7_246_350;

/**
 * Applies the migrations a database still lacks, in order, each in its own transaction. Safe when
 * several servers start at once: they wait for each other.
 *
 * @param url - of the database
 * @param folder - of files `0001-some-name.sql`, numbered from 1 without gaps
 * @throws MigrationError when the database is newer than the program, or a migration was changed after
 *   it had been applied; then nothing has been done
 */
export async function migrate(url: string, folder: string = ownFolder): Promise<void> {
  const migrations = readMigrations(folder);
  const client = new Client({ connectionString: url });
  // A lost connection also rejects the query under way; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const applied = await readApplied(client);
    checkHistory(applied, migrations);
    for (const migration of migrations.slice(applied.length)) await apply(client, migration);
  } finally {
    await client.end(); // and with the session its lock
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(fileName.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new MigrationError(
        `Migration ${index + 1} should be named ${pad(index + 1)}-some-name.sql, not ${name}.`,
      );
    }
    const sql = readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now())`);
  const sql = 'SELECT number, name, sha256 FROM schema_migrations ORDER BY number';
  return (await client.query<AppliedMigration>(sql)).rows;
}

function checkHistory(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const { number, name, sha256 } of applied) {
    const own = migrations[number - 1];
    if (!own) {
      throw new MigrationError(
        `The database is newer than this program: it has had migration ${name}, which this release does not know. Start the release that made it, or a later one.`,
      );
    }
    if (own.sha256 !== sha256) {
      throw new MigrationError(
        `Migration ${own.name} is not the one this database has had (then ${name}). Merged migrations never change: restore its text and add a new one.`,
      );
    }
  }
}

async function apply(client: Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO schema_migrations (number, name, sha256) VALUES ($1, $2, $3)', [
      number,
      name,
      sha256,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new MigrationError(`Migration ${name} failed and was undone: ${describeError(sql, cause)}`, {
      cause,
    });
  }
}

function describeError(sql: string, error: unknown): string {
  const { message, position } = error as { message: string; position?: string };
  return position ? `${message} (line ${sql.slice(0, Number(position)).split('\n').length})` : message;
}

function pad(number: number): string {
  return String(number).padStart(4, '0');
}
