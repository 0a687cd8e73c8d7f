import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The variable that names a PostgreSQL to measure beside the built-in one: a role that may create databases. */
export const databaseVariable = 'RAPPORT_BENCH_DATABASE_URL';

/** An empty database on a given PostgreSQL, dropped at the end. */
export async function createFreshDatabase(adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `rapport_bench_${randomBytes(6).toString('hex')}`;
  await query(adminUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(adminUrl, `drop database ${name} with (force)`) };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
