// Kills a real server and its real database in mid-filing, again and again. STORM_KILLS sets how often.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipt } from '@rapport/api';
import {
  bundlePath,
  type Checkpoint,
  checkConsistency,
  emptyFrontier,
  frontierRoot,
  growTree,
  leafHash,
  parseBundle,
  parseUtf8,
  proveConsistency,
  type TileReader,
  tilePath,
  tilesOf,
} from '@rapport/record';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { type ServerProcess, startedProcess, startProcess } from '../testing/server-process.ts';
import {
  bytesOf,
  clientOf,
  fetchCheckpoint,
  NotServedError,
  provedBy,
  signedNotices,
  tilesAt,
} from './process-notices.ts';

const kills = Number(process.env['STORM_KILLS'] ?? 100);
const inFlight = 24;
const kinds = ['server', 'server', 'postmaster', 'server', 'backend', 'server', 'both', 'server'] as const;

/** What readers know of the log: nothing that comes later may contradict it. */
class Witness {
  readonly receipts = new Map<string, Receipt>();
  readonly #roots = new Map<number, string>();
  newest: Checkpoint | undefined;

  /** Notes a checkpoint that the log has signed: one root for one size, for ever. */
  sees({ size, root }: Checkpoint): void {
    const seen = Buffer.from(root).toString('hex');
    if ((this.#roots.get(size) ?? seen) !== seen) throw new Error(`two roots of size ${size}`);
    this.#roots.set(size, seen);
  }

  /** Notes the published checkpoint: it never goes back. */
  reads(checkpoint: Checkpoint): void {
    this.sees(checkpoint);
    if (checkpoint.size < (this.newest?.size ?? 0))
      throw new Error(`the checkpoint went back to ${checkpoint.size}`);
    this.newest = checkpoint;
  }

  takes(note: string, receipt: Receipt): void {
    this.receipts.set(note, receipt);
    this.sees(provedBy(receipt));
  }

  /** Every entry that was acknowledged is there, every tile recomputes, every root seen is of this tree. */
  async checkAll(url: string): Promise<void> {
    const before = this.newest;
    const checkpoint = await fetchCheckpoint(url);
    this.reads(checkpoint);
    const entries = await readEntries(url, checkpoint.size);
    for (const { index, entry } of this.receipts.values())
      if (entries[index] !== entry) throw new Error(`the acknowledged entry ${index} is lost`);
    const leaves = entries.map((entry) => leafHash(Buffer.from(entry)));
    for (const [size, root] of this.#roots) {
      const { frontier } = growTree(emptyFrontier, leaves.slice(0, size));
      if (Buffer.from(frontierRoot(frontier)).toString('hex') !== root)
        throw new Error(`a root of size ${size} was signed that the entries do not give`);
    }
    await checkTiles(tilesAt(url), leaves);
    if (before !== undefined) await checkExtends(before, checkpoint, tilesAt(url));
  }
}

async function readEntries(url: string, size: number): Promise<string[]> {
  const entries: string[] = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const bytes = await bytesOf(`${url}/log/${bundlePath(index, width)}`);
    const bundle = parseBundle(bytes, width);
    if (!bundle.ok) throw new Error(bundle.code);
    entries.push(...bundle.value.map((entry) => parseUtf8(entry) ?? ''));
  }
  return entries;
}

async function checkTiles(served: TileReader, leaves: Uint8Array[]): Promise<void> {
  const { tileHashes } = growTree(emptyFrontier, leaves);
  const level = (n: number): Uint8Array[] =>
    n === 0
      ? leaves
      : tileHashes
          .filter((t) => t.level === n)
          .toSorted((a, b) => a.index - b.index)
          .map((t) => t.hash);
  for (const tile of tilesOf(leaves.length)) {
    const hashes = level(tile.level).slice(tile.index * 256, tile.index * 256 + tile.width);
    if (!Buffer.from(await served.readTile(tile)).equals(Buffer.concat(hashes)))
      throw new Error(`tile ${tilePath(tile)} does not recompute`);
  }
}

async function checkExtends(older: Checkpoint, newer: Checkpoint, tiles: TileReader): Promise<void> {
  const proof = await proveConsistency(tiles, older.size, newer.size);
  if (!proof.ok) throw new Error(proof.code);
  const claim = { oldSize: older.size, oldRoot: older.root, newSize: newer.size, newRoot: newer.root };
  if (checkConsistency({ ...claim, proof: proof.value }).length > 0)
    throw new Error(`size ${newer.size} does not extend ${older.size}`);
}

/** Files from a pool with many in flight until told to stop; what fails is filed again by the next load. */
function load(url: string, pool: string[], witness: Witness) {
  let isOn = true;
  const client = clientOf(url);
  const one = async (): Promise<void> => {
    while (isOn) {
      const note = pool.pop();
      if (note === undefined) return;
      const receipt = await client.file({ note }).catch(() => undefined);
      if (receipt === undefined) {
        pool.unshift(note);
        await sleep(20);
      } else witness.takes(note, receipt);
    }
  };
  const watch = async (): Promise<void> => {
    while (isOn) {
      // A server that is down is no fault here; a checkpoint that does not verify is.
      const checkpoint = await fetchCheckpoint(url).catch((error: unknown) =>
        error instanceof TypeError || error instanceof NotServedError ? undefined : Promise.reject(error),
      );
      if (checkpoint !== undefined) witness.reads(checkpoint);
      await sleep(5);
    }
  };
  const work = Promise.all([watch(), ...Array.from({ length: inFlight }, one)]);
  work.catch(() => undefined); // awaited at stop
  return async () => {
    isOn = false;
    await work;
  };
}

function postmaster(data: string): { pid: number; port: string; password: string } {
  const folder = join(data, 'postgresql/cluster');
  const lines = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(folder, 'password'), 'utf8');
  return { pid: Number(lines[0]), port: lines[3] ?? '', password };
}

/** Kills the session that is filing, as the kernel does when memory runs out. */
async function killBackend(data: string): Promise<void> {
  const { port, password } = postmaster(data);
  const client = new Client({ connectionString: `postgres://rapport:${password}@127.0.0.1:${port}/rapport` });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'rapport' order by query like '%log_head%' desc, state_change desc limit 1`,
  );
  process.kill(rows[0]?.pid ?? Number.NaN, 'SIGKILL');
  await client.end().catch(() => undefined);
}

/** Tries again for as long as the server is down or its database is, which ends by itself. */
async function whenServed<T>(look: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 60_000; ; ) {
    try {
      return await look();
    } catch (error) {
      const isDown = error instanceof TypeError || error instanceof NotServedError;
      if (!isDown || Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

test('killed again and again during its first start: the next start goes on where it stopped', async () => {
  for (const pauses of [
    [30, 400, 900, 1500],
    [200, 600, 1200],
    [300, 800, 1000, 1100, 1300],
  ]) {
    const data = mkdtempSync(join(tmpdir(), 'rapport-storm-'));
    const environment = { RAPPORT_DATA: data, RAPPORT_LOG_LEVEL: 'fatal' };
    try {
      for (const pause of pauses) {
        const ended = new AbortController();
        const starting = startProcess(environment, ended.signal);
        await sleep(pause);
        ended.abort();
        await starting;
      }
      const server = await startedProcess(environment);
      const size = (await fetchCheckpoint(server.url)).size;
      await server.stop();
      expect(size).toBe(1 + 28 + 57);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  }
}, 240_000);

test(
  `killed ${kills} times in mid-filing: what was acknowledged stays, one head, no step back`,
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'rapport-storm-'));
    const environment = { RAPPORT_DATA: data, RAPPORT_LOG_LEVEL: 'fatal' };
    const witness = new Witness();
    const counts = new Map<string, number>();
    let server: ServerProcess = await startedProcess(environment);
    try {
      const pool = await signedNotices(data, 200);
      for (let round = 0; round < kills; round += 1) {
        const kind = kinds[round % kinds.length] ?? 'server';
        pool.push(...(await signedNotices(data, 200)));
        const before = witness.receipts.size;
        const stop = load(server.url, pool, witness);
        await expect
          .poll(() => witness.receipts.size - before, { interval: 1, timeout: 30_000 })
          .toBeGreaterThan(10 + (round % 7) * 5);
        if (kind === 'backend') await killBackend(data);
        if (kind === 'postmaster' || kind === 'both') process.kill(postmaster(data).pid, 'SIGKILL');
        if (kind === 'server' || kind === 'both') {
          await server.stop('SIGKILL');
          await stop();
          server = await startedProcess(environment);
        } else {
          await whenServed(() => fetchCheckpoint(server.url));
          await stop();
        }
        await whenServed(() => witness.checkAll(server.url));
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      const client = clientOf(server.url);
      for (const [note, receipt] of [...witness.receipts].slice(-500))
        expect(await client.file({ note })).toEqual(receipt);
      console.log(
        `kills: ${JSON.stringify(Object.fromEntries(counts))}; acknowledged: ${witness.receipts.size}; log: ${witness.newest?.size}`,
      );
    } finally {
      await server.stop('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    }
  },
  20 * 60_000,
);
