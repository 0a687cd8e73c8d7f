// Bare row inserts: node:worker_threads runs it with Inserts, and it posts the milliseconds they took.
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { Inserts } from './bare-inserts.ts';

const { databaseUrl, bodies, connections } = workerData as Inserts;
const insert = { name: 'insert-bare', text: 'insert into bench_rows (body) values ($1)' };

async function run(): Promise<number> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const begin = performance.now();
  let next = 0;
  const work = clients.map(async (client) => {
    while (next < bodies.length)
      await client.query({ ...insert, values: [Buffer.from(bodies[next++] as Uint8Array)] });
  });
  await Promise.all(work);
  const ms = performance.now() - begin;
  await Promise.all(clients.map((client) => client.end()));
  return ms;
}

parentPort?.postMessage(await run());
