// A database for each test file, copied from a migrated template: a few tens of milliseconds.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  /** Removes it, cutting off sessions still open. */
  drop(): Promise<void>;
}

export const templateName = 'rapport_template';

/** Makes an empty database with all migrations applied. Needs the global set-up of vitest.config.ts. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const fault = inject('templateFault');
  if (fault) throw new Error(fault);
  const server = inject('databaseUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await copyTemplate(server, name);
  return {
    url: urlOfDatabase(server, name),
    drop: () => queryOnce(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** PostgreSQL refuses to copy a template while another session copies it: take turns. */
async function copyTemplate(server: string, name: string): Promise<void> {
  const turn = 'SELECT pg_advisory_lock(1)';
  await queryOnce(server, turn, `CREATE DATABASE ${name} TEMPLATE ${templateName}`);
}

export function urlOfDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** Runs statements one after the other in one session that ends afterwards. */
export async function queryOnce(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
