// Vitest's global set-up: one real PostgreSQL for a whole run, with a migrated database to copy from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { queryOnce, templateName, urlOfDatabase } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the test server; its password is in it. */
    databaseUrl: string;
    /** Why the template could not be migrated; empty when it was. Only tests that need it fail. */
    templateFault: string;
  }
}

/** Loses data in a power cut and is the faster for it. */
const forTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts the server and returns what ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const server = await startEmbedded(folder, forTests);
  await queryOnce(server.url, `CREATE DATABASE ${templateName}`);
  const fault = await migrate(urlOfDatabase(server.url, templateName)).then(
    () => '',
    (error: Error) => error.message,
  );
  project.provide('databaseUrl', server.url);
  project.provide('templateFault', fault);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
