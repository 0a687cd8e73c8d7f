import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClockItem } from '@rapport/api';
import {
  applyNotices,
  type ClockReading,
  emptyRegister,
  type FiledNotice,
  readClocks,
  stepOf,
  threadOf,
} from '@rapport/notices';
import { encodeUtf8, type JsonObject, parseNotice } from '@rapport/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playYear } from '../demonstration/invented-year.ts';
import { loadFolder } from '../organisation/load.ts';
import { createTestDatabase } from '../testing/database.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { readClockCounts } from './clock-queries.ts';
import { enrolledIn } from './clock-rows.ts';
import { refreshClocks } from './rebuild-clocks.ts';

const folder = fileURLToPath(new URL('../../../../organisations/demo-strait', import.meta.url));
const states = ['QM', 'QN', 'QO', 'QP', 'QR'];
const day = 86_400_000;

/** Everything the log holds, read from its notes alone: what a mirror has. */
async function mirrored(rapport: TestServer): Promise<FiledNotice[]> {
  const { rows } = await rapport.server.db.query<{
    index: number;
    taken_in: number;
    note: Buffer;
    names: string[];
    audience_kind: string;
  }>(
    `select n.index, n.taken_in, b.note, n.audience_names as names, n.audience_kind
      from notices n join notes b using (index) order by index`,
  );
  return rows.map(({ index, taken_in: takenIn, note, names, audience_kind: kind }) => {
    const parsed = parseNotice(encodeUtf8(note.toString('utf8')));
    if (!parsed.ok) throw new Error(parsed.code);
    const circle = kind === 'takers' || kind === 'dimension' ? { circle: names } : {};
    return { index, takenIn, id: parsed.value.id, notice: parsed.value.notice, ...circle };
  });
}

type Said = ClockReading & { readonly thread: string; readonly opener: string };

/** Every clock of every thread by the rules themselves, at an instant. */
async function readAll(rapport: TestServer, now: number): Promise<Said[]> {
  const { organisation } = rapport.server;
  const log = await mirrored(rapport);
  const enrolled = enrolledIn(applyNotices(emptyRegister(), organisation, log));
  const ids = new Set(log.map(threadOf));
  return [...ids].flatMap((id) => {
    const thread = log.filter((filed) => threadOf(filed) === id);
    const [opening] = thread;
    const measure = opening && stepOf(organisation, opening.notice)?.measure;
    if (opening === undefined || measure === undefined) return [];
    const readings = readClocks(measure, thread, organisation, enrolled, now);
    return readings.map((one) => ({ ...one, thread: opening.id, opener: opening.notice.participant }));
  });
}

function counted(said: readonly Said[], participant: string) {
  const own = said.filter((one) => one.participant === participant);
  const count = (state: string): number => own.filter((one) => one.state === state).length;
  return {
    running: count('running'),
    passed: count('passed'),
    suspended: count('suspended'),
    met: count('met'),
    metLate: count('met-late'),
  };
}

function keyOf(one: Pick<Said, 'thread' | 'clock' | 'participant' | 'startedBy' | 'due'>): string {
  return [one.thread, one.clock, one.participant, one.startedBy, one.due].join(' ');
}

describe('clocks of every thread', () => {
  let rapport: TestServer;
  let end = 0;
  beforeAll(async () => {
    rapport = await openTestServer({ RAPPORT_ORGANISATION: folder });
    const { demonstration } = rapport.server;
    if (demonstration === undefined) throw new Error('no demonstration');
    const { threads } = loadFolder(folder);
    const setClock = (now: number): void => {
      rapport.now = now;
    };
    end = rapport.now + 365 * day;
    await playYear({ ...demonstration, threads, setClock }, end);
    rapport.now = end;
    const works = threads.find(({ measure }) => measure === 'fairway-works')?.thread.acts[0];
    await fileDraft(rapport, {
      participant: 'QM',
      office: works?.office ?? 'signing-officer',
      measureId: 'fairway-works',
      step: 'announce',
      answers: { ...works?.answers } as JsonObject,
    });
  });
  afterAll(() => rapport.close());

  /** Every page of one list. */
  async function listed(
    participant: string,
    side: 'owed' | 'awaited',
    state: ClockItem['state'],
  ): Promise<ClockItem[]> {
    const client = await rapport.client(participant);
    const items: ClockItem[] = [];
    for (let after: string | undefined; ; ) {
      const page = await client.clockItems({
        side,
        state,
        limit: 7,
        ...(after === undefined ? {} : { after }),
      });
      items.push(...page.items);
      if (page.next === undefined) return items;
      after = page.next;
    }
  }

  test.each([0, 1, 40, 4000])('are counted as the rules read them, %i days after the last', async (days) => {
    rapport.now = end + days * day + 12_345;
    const said = await readAll(rapport, rapport.now);
    for (const state of states) {
      const { at, counts } = await (await rapport.client(state)).clocks();
      expect(at).toBe(rapport.now);
      expect(counts).toEqual(counted(said, state));
    }
    expect(said.length).toBeGreaterThan(100);
  });

  test('are listed page by page as the rules read them, by when they are due', async () => {
    rapport.now = end;
    const all = await readAll(rapport, end);
    for (const state of ['running', 'passed', 'suspended'] as const) {
      for (const participant of states) {
        const own = all.filter((one) => one.state === state);
        const owed = await listed(participant, 'owed', state);
        const awaited = await listed(participant, 'awaited', state);
        const others = own.filter((one) => one.opener === participant && one.participant !== participant);
        expect(owed.map(keyOf).sort()).toEqual(
          own
            .filter((one) => one.participant === participant)
            .map(keyOf)
            .sort(),
        );
        expect(awaited.map(keyOf).sort()).toEqual(others.map(keyOf).sort());
        const dues = owed.map(({ due }) => (state === 'passed' ? -due : due));
        expect(dues).toEqual(dues.toSorted((a, b) => a - b));
      }
    }
  });

  test('are the same at each millisecond around a time that passes', async () => {
    const [soonest] = (await readAll(rapport, end)).filter(({ state }) => state === 'running');
    if (soonest === undefined) throw new Error('nothing runs');
    for (const now of [soonest.due - 1, soonest.due, soonest.due + 1]) {
      const said = await readAll(rapport, now);
      const counts = await readClockCounts(rapport.server.db, states, now);
      for (const state of states) expect(counts.get(state)).toEqual(counted(said, state));
    }
  });

  test('come out alike when they are made anew from the record', async () => {
    const { db, organisation } = rapport.server;
    const snapshot = async () => [
      (
        await db.query(
          `select thread, clock, participant, started_by, opener, measure, edition, step, due, met_at, suspended_at
            from clock_readings order by 1, 2, 3, 4`,
        )
      ).rows,
      (await db.query('select * from clock_totals where count <> 0 order by 1, 2, 3')).rows,
    ];
    const before = await snapshot();
    await db.query("update clock_basis set fingerprint = 'other calendars'");
    const register = await rapport.server.readRegister();
    expect(await refreshClocks(db, organisation, register)).toBeGreaterThan(50);
    expect(await refreshClocks(db, organisation, register)).toBeUndefined();
    expect(await snapshot()).toEqual(before);
  });

  test('of the year are read from what was taken up and filed', async () => {
    rapport.now = end;
    const from = new Date(end - 500 * day).toISOString().slice(0, 10);
    const card = { participant: 'QM', measureId: 'light-station', step: 'unchanged' };
    await fileDraft(rapport, {
      participant: 'QM',
      measureId: 'taking-up',
      step: 'take-up',
      answers: { measure: 'light-station', from },
    });
    const read = async () => {
      const { years } = await (await rapport.client('QM')).clocks();
      return years
        .filter(({ clock }) => clock === 'yearly-card')
        .map(({ year, state, due }) => `${year} ${state} ${new Date(due).toISOString().slice(0, 7)}`);
    };
    const before = await read();
    expect(before.at(-1)).toMatch(/ running \d{4}-01$/);
    expect(before.slice(0, -1).every((one) => / (passed|met|met-late) /.test(one))).toBe(true);
    await fileDraft(rapport, { ...card, answers: { year: Number(before.at(-1)?.slice(0, 4)) } });
    expect((await read()).at(-1)).toMatch(/ met /);
    const strangers = await (await rapport.client('QR')).clocks();
    expect(strangers.years).toEqual([]);
  });

  test('are told to nobody without a session', async () => {
    const client = await rapport.client();
    await expect(client.clocks()).rejects.toThrow('Sign in to read this.');
    await expect(client.clockItems({ side: 'owed', state: 'running' })).rejects.toThrow('Sign in');
  });

  test.each(['1', '1.', '1.2.3', `${'9'.repeat(17)}.1`, "1.1'--"])('take no place %s', async (after) => {
    const client = await rapport.client('QM');
    await expect(client.clockItems({ side: 'owed', state: 'running', after })).rejects.toThrow();
  });
});

test('a time that passes while no server runs has passed for the next one, and for a mirror', async () => {
  const database = await createTestDatabase();
  const data = mkdtempSync(join(tmpdir(), 'rapport-clocks-'));
  const settings = { RAPPORT_ORGANISATION: folder, RAPPORT_DATABASE_URL: database.url, RAPPORT_DATA: data };
  try {
    const first = await openTestServer(settings);
    const { demonstration } = first.server;
    if (demonstration === undefined) throw new Error('no demonstration');
    const threads = loadFolder(folder).threads.filter(({ measure }) => measure === 'fairway-works');
    const setClock = (now: number): void => {
      first.now = now;
    };
    await playYear({ ...demonstration, threads, setClock }, first.now + 365 * day);
    const running = (await readAll(first, first.now)).filter(({ state }) => state === 'running');
    await first.close(); // nothing of ours runs while the time passes
    const later = Math.max(...running.map(({ due }) => due)) + day;
    const second = await openTestServer(settings);
    try {
      second.now = later;
      const said = await readAll(second, later);
      const counts = await readClockCounts(second.server.db, states, later);
      for (const state of states) expect(counts.get(state)).toEqual(counted(said, state));
      const now = new Map(said.map((one) => [keyOf(one), one.state]));
      expect(running.length).toBeGreaterThan(0);
      expect(running.map((one) => now.get(keyOf(one)))).toEqual(running.map(() => 'passed'));
    } finally {
      await second.close();
    }
  } finally {
    await database.drop();
    rmSync(data, { recursive: true, force: true });
  }
});
