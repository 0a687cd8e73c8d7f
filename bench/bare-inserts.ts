import { Worker } from 'node:worker_threads';
import { query } from './fresh-database.ts';

/** Work for the bare inserts: what a program without any rule could do with the same database. */
export interface Inserts {
  readonly databaseUrl: string;
  /** Each is one row and one commit. */
  readonly bodies: readonly Uint8Array[];
  readonly connections: number;
}

/** A table in the measured database, beside the log's. */
export async function createBareTable(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    'create table if not exists bench_rows (id bigserial primary key, body bytea not null)',
  );
}

/** @returns the milliseconds that it took to have every row on disk */
export async function insertBare(inserts: Inserts): Promise<number> {
  const worker = new Worker(new URL('./bare-inserts-worker.ts', import.meta.url), { workerData: inserts });
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
