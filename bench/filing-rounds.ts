import { insertBare } from './bare-inserts.ts';
import type { CpuTime } from './cpu-time.ts';
import { fileNotices, filingRequest } from './file-notices.ts';
import { sendLoad } from './load.ts';
import { awaitQuiet } from './quiet.ts';
import type { BenchServer } from './running-server.ts';
import type { Say } from './section.ts';
import { signNotices } from './signed-notices.ts';
import { percentile } from './statistics.ts';

/** How many file at once, and how many filings make a round. */
export interface Level {
  readonly connections: number;
  readonly filings: number;
}

/** One level in one round: all that is compared stands side by side in time. */
export interface Measured {
  readonly level: Level;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly barePerSecond: number;
  readonly emptyPerSecond: number;
  /** Processor time of the whole round. */
  readonly cpu: CpuTime | undefined;
}

/** Every level, round after round, so that a noisy minute of the machine does not fall on one level alone. */
export async function measureRounds(
  server: BenchServer,
  emptyUrl: string,
  { rounds, levels }: { rounds: number; levels: readonly Level[] },
  say: Say,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const level of levels) {
      await awaitQuiet();
      const one = await measureLevel(server, emptyUrl, level);
      measured.push(one);
      const { perSecond, barePerSecond } = one;
      say(
        `round ${round}, ${level.connections} connections: ${Math.round(perSecond)} filings/s, ${Math.round(barePerSecond)} bare inserts/s`,
      );
    }
  }
  return measured;
}

async function measureLevel(server: BenchServer, emptyUrl: string, level: Level): Promise<Measured> {
  const { connections, filings } = level;
  const notices = await signNotices(server.dataFolder, filings);
  const bodies = notices.map((note) => Buffer.from(note));
  const { databaseUrl } = server;
  const bareMs = await insertBare({ databaseUrl, bodies, connections });
  const requests = notices.map((note) => filingRequest(emptyUrl, note));
  const expect = { status: 201, text: 'x' };
  const empty = await sendLoad({ url: emptyUrl, requests, connections, expect });
  const filed = await measureFiling(server, level);
  return { level, ...filed, barePerSecond: rate(filings, bareMs), emptyPerSecond: rate(filings, empty.ms) };
}

async function measureFiling(server: BenchServer, { connections, filings }: Level) {
  const loaded = await fileNotices(server, filings, connections);
  return {
    perSecond: rate(filings, loaded.ms),
    p50: percentile(loaded.latencies, 0.5),
    p99: percentile(loaded.latencies, 0.99),
    cpu: loaded.cpu,
  };
}

function rate(count: number, ms: number): number {
  return (count * 1000) / ms;
}

/** Latencies at a rate that does not depend on the answers. */
export interface Steady {
  readonly p50: number;
  readonly p99: number;
}

export const steadyPerSecond = 200;

/** Filings at 200 a second, each timed from the instant it was to be sent: waiting behind others counts. */
export async function measureSteady(
  server: BenchServer,
  { rounds, seconds }: { rounds: number; seconds: number },
  say: Say,
): Promise<Steady[]> {
  const measured: Steady[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await awaitQuiet();
    const { latencies } = await fileNotices(server, steadyPerSecond * seconds, 64, steadyPerSecond);
    const one = { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
    measured.push(one);
    say(
      `round ${round}, ${steadyPerSecond} a second: p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms`,
    );
  }
  return measured;
}
