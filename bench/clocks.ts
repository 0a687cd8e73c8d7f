import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClockCounts, readClockItems } from '../packages/server/src/clocks/clock-queries.ts';
import { connect, type Db } from '../packages/server/src/db/connect.ts';
import { startEmbedded } from '../packages/server/src/db/embedded.ts';
import { migrate } from '../packages/server/src/db/migrate.ts';
import type { Section } from './section.ts';
import { figureOf, percentile } from './statistics.ts';
import type { Row } from './table.ts';

const states = Array.from({ length: 28 }, (_, i) => `Q${String(i).padStart(2, '0')}`);
const now = Date.UTC(2027, 5, 15, 12);

/** What it costs to read the state of all clocks, and a page of them, over many threads. */
export const clocks: Section = {
  name: 'clocks',
  run: async ({ length, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
    const embedded = await startEmbedded(folder);
    try {
      await migrate(embedded.url);
      const db = connect(embedded.url, () => undefined);
      const rows: Row[] = [];
      const sizes = length === 'quick' ? [10_000, 100_000] : [100_000, 1_000_000];
      for (const size of sizes) {
        say(`${size} threads with three clocks each`);
        await fill(db, size);
        rows.push(...(await measured(db, size, length === 'quick' ? 100 : 1000)));
      }
      await db.end();
      return rows;
    } finally {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/**
 * Threads opened over a year, each owed by three states: seven in ten answered, a tenth of these late; two in a
 * hundred suspended. Rows as the server writes them, with no record beneath: only reading is measured.
 */
async function fill(db: Db, threads: number): Promise<void> {
  const client = await db.connect();
  try {
    await client.query('set session_replication_role = replica'); // no record beneath, and no check that there is
    await client.query(
      'truncate clock_readings, clock_totals; alter table notices disable trigger notices_keep',
    );
    await client.query('truncate notices cascade');
    await client.query(
      `insert into notices (index, id, taken_in, thread, participant, office, measure, edition, measure_hash, step,
          audience_kind, audience_names, year, series, number, attachment_count, on_keys, listed)
        select i, ${threadSql}, $2, ${threadSql}, 'Q' || lpad((i % 28)::text, 2, '0'), 'o', 'm', '1', '', 's',
          'participants', '{}', 2027, 'NOT', i + 1, 0, false, true from generate_series(0, $1::bigint - 1) i`,
      [threads, now],
    );
    await client.query('set session_replication_role = origin');
    await client.query(
      `insert into clock_readings (thread, clock, participant, started_by, opener, measure, edition, step, due, met_at, suspended_at)
        select ${threadSql}, 'answer', 'Q' || lpad(((i + k) % 28)::text, 2, '0'), ${threadSql}, 'Q' || lpad((i % 28)::text, 2, '0'),
          'm', '1', 'answer', due, case when r < 0.63 then due - 3600000 when r < 0.7 then due + 3600000 end,
          case when r >= 0.98 then $2::bigint end
        from generate_series(0, $1::bigint - 1) i, generate_series(1, 3) k,
          lateral (select $2::bigint - (random() * 335 * 86400000)::bigint + 30 * 86400000::bigint * (i + k > 0)::integer as due,
            random() as r) t`,
      [threads, now],
    );
    await client.query('vacuum analyze clock_readings');
    await client.query('vacuum analyze clock_totals');
    await client.query('analyze notices');
  } finally {
    client.release();
  }
}

const threadSql = "decode(lpad(to_hex(i), 64, '0'), 'hex')";

async function measured(db: Db, threads: number, reads: number): Promise<Row[]> {
  const section = 'Clocks in the database';
  const size = threads.toLocaleString('en-US');
  const counts = await timed(reads, () => readClockCounts(db, states, now));
  const page = await timed(reads, (i) => {
    const participant = states[i % states.length] ?? '';
    return readClockItems(db, participant, { side: 'owed', state: 'running', limit: 50 }, now, 'CICA');
  });
  const target = threads === 100_000 ? { target: { is: 'at-most', value: 50 } as const } : {};
  return [
    {
      section,
      what: `states of all clocks of 28 states, ${size} threads: p99`,
      unit: 'ms',
      figure: p99(counts),
      ...target,
    },
    { section, what: `page of 50 running clocks, ${size} threads: p99`, unit: 'ms', figure: p99(page) },
  ];
}

/** Milliseconds of each call, one after the other, after some that do not count. */
async function timed(count: number, call: (i: number) => Promise<unknown>): Promise<Float64Array> {
  for (let i = 0; i < 20; i += 1) await call(i);
  const times = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const started = performance.now();
    await call(i);
    times[i] = performance.now() - started;
  }
  return times;
}

/** The 99th percentile of each tenth of the calls. */
function p99(times: Float64Array) {
  const tenth = Math.max(1, Math.floor(times.length / 10));
  return figureOf(
    Array.from({ length: 10 }, (_, i) => percentile(times.slice(i * tenth, (i + 1) * tenth), 0.99)),
  );
}
