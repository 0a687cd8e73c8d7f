import { join } from 'node:path';
import { startEmbedded } from '../packages/server/src/db/embedded.ts';
import { startedProcess, temporaryData } from '../packages/server/src/testing/server-process.ts';

/** A demonstration server in a process of its own, as `npm start` runs it, but for the limit on filings. */
export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  readonly dataFolder: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts one on fresh data.
 *
 * @param databaseUrl - an empty database; absent: the built-in PostgreSQL in the data folder
 */
export async function startBenchServer(databaseUrl?: string): Promise<BenchServer> {
  const data = temporaryData();
  try {
    const server = await startedProcess(environmentOf(data.folder, databaseUrl));
    return {
      url: server.url,
      pid: server.child.pid ?? 0,
      dataFolder: data.folder,
      databaseUrl: databaseUrl ?? (await joinEmbedded(data.folder)),
      stop: async () => {
        await server.stop();
        data.remove();
      },
    };
  } catch (error) {
    data.remove();
    throw error;
  }
}

/** Settings of a server under measurement. */
export function environmentOf(folder: string, databaseUrl?: string): Record<string, string> {
  const profile = process.env['RAPPORT_BENCH_NODE_OPTIONS'];
  return {
    RAPPORT_DATA: folder,
    RAPPORT_FILINGS_PER_MINUTE: '10000000',
    ...(databaseUrl === undefined ? {} : { RAPPORT_DATABASE_URL: databaseUrl }),
    ...(profile === undefined ? {} : { NODE_OPTIONS: profile }),
  };
}

/** The address of the database that a server process runs: its own, so nothing is started here. */
async function joinEmbedded(folder: string): Promise<string> {
  const { url, owned, stop } = await startEmbedded(join(folder, 'postgresql'));
  if (!owned) return url;
  await stop();
  throw new Error('the server did not run its database');
}
