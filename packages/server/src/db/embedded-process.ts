// One run of the postgres program: start it, see whether another one runs already, stop it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './embedded-binaries.ts';
import type { Cluster } from './embedded-cluster.ts';
import { explainFailure } from './embedded-error.ts';
import type { Identity } from './embedded-identity.ts';

/** `flock` ends with this when another process holds the lock. */
const lockHeldCode = 75;

/** Settings of the server; tests add their own. */
export type Settings = Readonly<Record<string, string>>;

const settings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: '100',
  shared_buffers: '64MB',
  // Refused statements are the caller's business: without this a busy form fills the disk.
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/**
 * Starts a server over the cluster and waits until it takes connections.
 *
 * @returns the running process, or `undefined` when another process has the cluster
 * @throws EmbeddedDatabaseError when the server ends for another reason
 */
export async function startServer(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity,
  extra: Settings,
): Promise<ChildProcess | undefined> {
  removeStaleLock(cluster);
  const all = { ...settings, port: String(await findFreePort()), ...extra };
  const logStart = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
  const child = spawnServer(cluster, identity, [
    binaries.postgres,
    ...['-D', cluster.data],
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const failed = new Promise<Error>((resolve) => child.once('error', resolve));
  while (child.exitCode === null && child.signalCode === null) {
    const status = readStatus(cluster);
    if (status?.isReady && status.pid === child.pid) return child;
    const error = await Promise.race([failed, sleep(10)]);
    if (error) throw explainFailure('The built-in database could not start.', error.message, error);
  }
  const said = readFileSync(cluster.log).subarray(logStart).toString();
  if (child.exitCode === lockHeldCode || /lock file ".*" already exists/.test(said)) return undefined;
  throw explainFailure('The built-in database could not start.', said);
}

function spawnServer(cluster: Cluster, identity: Identity, command: string[]): ChildProcess {
  const log = openSync(cluster.log, 'a+', 0o600);
  const [program, ...args] = [...wrappers(cluster, identity), ...command] as [string, ...string[]];
  try {
    return spawn(program, args, { stdio: ['ignore', log, log], cwd: cluster.data, ...identity.user });
  } finally {
    closeSync(log);
  }
}

/** Each of these replaces itself by the next, so that the child's id is PostgreSQL's own. */
function wrappers(cluster: Cluster, identity: Identity): string[] {
  if (process.platform !== 'linux') return [...identity.prefix];
  const lock = [
    'flock',
    '--nonblock',
    '--no-fork',
    '--conflict-exit-code',
    String(lockHeldCode),
    cluster.lock,
  ];
  // The kernel sends QUIT, an immediate shutdown, when our process ends in whatever way. A fast one (INT) in the
  // midst of a recovery may never end, and its lock would keep every later start out.
  return [...lock, ...identity.prefix, 'setpriv', '--pdeathsig', 'QUIT'];
}

/**
 * After a power cut the process id in postmaster.pid may by now belong to a stranger, often so in
 * containers, and PostgreSQL would wait for it for ever. Removed only while holding our own lock.
 */
function removeStaleLock(cluster: Cluster): void {
  const status = readStatus(cluster);
  if (process.platform !== 'linux' || !status || isServer(status.pid, cluster)) return;
  spawnSync('flock', ['--nonblock', cluster.lock, 'rm', '-f', join(cluster.data, 'postmaster.pid')]);
}

function isServer(pid: number, cluster: Cluster): boolean {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').includes(cluster.data);
}

/** Reads postmaster.pid, PostgreSQL's own note: process id in line 1, port in line 4, state in line 8. */
export function readStatus(cluster: Cluster): { pid: number; port: number; isReady: boolean } | undefined {
  const file = join(cluster.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** How long each way of asking is waited for: fast, immediate, then the kernel's. */
const stopMs = { SIGINT: 10_000, SIGQUIT: 7_000, SIGKILL: 1_000 } as const;

/**
 * Asks for a fast shutdown and waits for its end. PostgreSQL 18 asked for it while it recovers from a crash may
 * never end: it is then told to end at once, which costs a recovery at the next start and nothing else.
 */
export async function stopServer(child: ChildProcess): Promise<void> {
  const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')));
  for (const [signal, ms] of Object.entries(stopMs) as [NodeJS.Signals, number][]) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if ((await Promise.race([ended, sleep(ms, 'late' as const, { ref: false })])) === 'ended') return;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
