// A PostgreSQL of our own, so that `npm start` needs nothing installed. docs/decisions/0002.
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries } from './embedded-binaries.ts';
import { type Cluster, makeCluster, superuser } from './embedded-cluster.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { chooseIdentity, thisMachine } from './embedded-identity.ts';
import { readStatus, type Settings, startServer, stopServer } from './embedded-process.ts';

export interface EmbeddedDatabase {
  /** Connection URL with its password: never log it. */
  readonly url: string;
  /** Ends the server if it is ours; sessions still open are cut off. Another process' server stays. */
  stop(): Promise<void>;
  /** False when another process started the server and this one only joins it. */
  readonly owned: boolean;
}

const database = 'rapport';
const patienceMs = 60_000;

/**
 * Starts PostgreSQL over a folder, or joins the server that another process runs over it.
 * It listens on 127.0.0.1 only, asks for a password, syncs every commit, and ends with this process.
 *
 * @param folder - absolute path, made on first use; it then holds the data, the password and a log
 * @param extra - further server settings, for tests
 * @param tell - hears of an end that nobody asked for: the server is then started again on the same port
 * @throws EmbeddedDatabaseError with a sentence for a person
 */
export async function startEmbedded(
  folder: string,
  extra: Settings = {},
  tell: (trouble: Error) => void = () => {},
): Promise<EmbeddedDatabase> {
  const binaries = findBinaries();
  const identity = chooseIdentity(thisMachine);
  const cluster = makeCluster(folder, binaries, identity, extra['fsync'] === 'off' ? 'passing' : 'lasting');
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await isReachable(cluster)) return { url: urlOf(cluster), stop: async () => {}, owned: false };
    const child = await startServer(cluster, binaries, identity, extra);
    if (child) {
      await createDatabase(cluster);
      const [url, port] = [urlOf(cluster), String(readStatus(cluster)?.port)];
      const restart = () => startServer(cluster, binaries, identity, { ...extra, port });
      return { url, stop: keepRunning(child, restart, tell), owned: true };
    }
    await sleep(100);
  }
  throw new EmbeddedDatabaseError(
    `Another process holds the database in ${folder} but does not answer. End it and start again.`,
  );
}

/** Starts the server again whenever it ends by itself, until it is stopped. @returns what stops it */
function keepRunning(
  first: ChildProcess,
  restart: () => Promise<ChildProcess | undefined>,
  tell: (trouble: Error) => void,
): () => Promise<void> {
  let [child, isStopping] = [first, false];
  let restarting: Promise<void> = Promise.resolve();
  const again = async (): Promise<void> => {
    if (isStopping) return;
    tell(new EmbeddedDatabaseError('The built-in database has ended by itself and is started again.'));
    for (let pause = 100; !isStopping; pause = Math.min(2 * pause, 5000)) {
      // What it left may have to end first; a full disk has to be made room on.
      const next = await restart().catch((error: Error) => tell(error));
      if (next !== undefined) return watch(next);
      await sleep(pause);
    }
  };
  const watch = (next: ChildProcess): void => {
    child = next;
    const begin = (): void => void (restarting = again());
    if (child.exitCode === null && child.signalCode === null) child.once('exit', begin);
    else begin();
  };
  watch(first);
  return async () => {
    isStopping = true;
    await restarting;
    await stopServer(child);
  };
}

function urlOf(cluster: Cluster, name = database): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${readStatus(cluster)?.port}/${name}`;
}

/** Whether our own cluster answers there: the port alone could be anybody's after a crash. */
async function isReachable(cluster: Cluster): Promise<boolean> {
  if (!readStatus(cluster)?.isReady) return false;
  return query(urlOf(cluster), 'SHOW data_directory').then(
    ([row]) => row?.['data_directory'] === cluster.data,
    () => false,
  );
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const url = urlOf(cluster, 'postgres');
  const found = await query(url, `SELECT 1 FROM pg_database WHERE datname = '${database}'`);
  if (found.length === 0) await query(url, `CREATE DATABASE ${database}`);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // The server may be stopped under us; without a listener that would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
