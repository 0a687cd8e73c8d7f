import { createBareTable } from './bare-inserts.ts';
import { startEmptyServer } from './empty-peer.ts';
import { fileNotices } from './file-notices.ts';
import { type Level, measureRounds, measureSteady } from './filing-rounds.ts';
import { levelRows, steadyRows } from './filing-rows.ts';
import { createFreshDatabase, databaseVariable } from './fresh-database.ts';
import { startBenchServer } from './running-server.ts';
import type { Section, Task } from './section.ts';
import type { Row } from './table.ts';

/** How much is measured. @property perRound - filings with 1, 16 and 64 connections */
const plans = {
  full: { rounds: 5, levels: levelsOf(600, 3000, 6000), steady: { rounds: 3, seconds: 10 } },
  quick: { rounds: 3, levels: levelsOf(100, 500, 1500), steady: { rounds: 1, seconds: 4 } },
} as const;

function levelsOf(one: number, some: number, many: number): Level[] {
  return [
    { connections: 1, filings: one },
    { connections: 16, filings: some },
    { connections: 64, filings: many },
  ];
}

const receiptBytes = 1800;

/** Filings over HTTP, beside bare inserts into the same database and a server that does nothing. */
export const filing: Section = {
  name: 'filing',
  run: async (task) => [
    ...(await measureDatabase('embedded PostgreSQL', undefined, task)),
    ...(await measureGiven(task)),
  ],
};

async function measureGiven(task: Task): Promise<Row[]> {
  const url = process.env[databaseVariable];
  if (url === undefined) {
    task.say(`skipped: filing on a given PostgreSQL, since ${databaseVariable} names none`);
    return [];
  }
  const database = await createFreshDatabase(url);
  try {
    return await measureDatabase('given PostgreSQL', database.url, task);
  } finally {
    await database.drop();
  }
}

async function measureDatabase(
  name: string,
  databaseUrl: string | undefined,
  { length, say }: Task,
): Promise<Row[]> {
  const section = `Filing of 2 KB notices, ${name}`;
  const plan = plans[length];
  const server = await startBenchServer(databaseUrl);
  const empty = await startEmptyServer(receiptBytes);
  try {
    await createBareTable(server.databaseUrl);
    await fileNotices(server, 500, 16); // until the machine code is there
    const measured = await measureRounds(server, empty.url, plan, say);
    const steady = await measureSteady(server, plan.steady, say);
    const rows = [...plan.levels.flatMap((level) => levelRows(level, measured)), ...steadyRows(steady)];
    return rows.map((row) => ({ section, ...row }));
  } finally {
    empty.stop();
    await server.stop();
  }
}
