// The load generator: node:worker_threads runs it with a Load, and it posts what came of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { HttpConnection } from './http-connection.ts';
import type { Load, Loaded } from './load.ts';

const load = workerData as Load;
const samplesEvery = 32;

async function run(): Promise<Loaded> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => HttpConnection.open(load.url)),
  );
  const latencies = new Float64Array(load.requests.length);
  const samples = new Map<number, string>();
  const begin = performance.now();
  const dueAt = (number: number): number =>
    begin + (number * 1000) / (load.perSecond ?? Number.POSITIVE_INFINITY);
  let next = 0;
  const work = connections.map(async (connection) => {
    while (next < load.requests.length) {
      const number = next++;
      const due = load.perSecond === undefined ? performance.now() : dueAt(number);
      if (due > performance.now()) await sleepUntil(due);
      const body = await ask(connection, number);
      latencies[number] = performance.now() - due;
      if (number % samplesEvery === 0) samples.set(number, body);
    }
  });
  await Promise.all(work);
  const ms = performance.now() - begin;
  for (const connection of connections) connection.close();
  return { ms, latencies, samples };
}

/** Timers count whole milliseconds and come late, never early: what is late counts as latency. */
async function sleepUntil(due: number): Promise<void> {
  await sleep(Math.max(0, Math.floor(due - performance.now())));
  while (performance.now() < due) await new Promise(setImmediate);
}

async function ask(connection: HttpConnection, number: number): Promise<string> {
  const { status, body } = await connection.send(load.requests[number] as Uint8Array);
  if (status === load.expect.status && body.includes(load.expect.text)) return body;
  throw new Error(`request ${number} was answered ${status}: ${body.slice(0, 300)}`);
}

parentPort?.postMessage(await run());
