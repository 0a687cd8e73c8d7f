import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, paths, signSignIn } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { startEmbedded } from '../packages/server/src/db/embedded.ts';
import { openDemonstrationKeys } from '../packages/server/src/demonstration/demonstration-keys.ts';
import { loadOrganisation } from '../packages/server/src/organisation/load.ts';
import { originOf } from '../packages/server/src/start-server.ts';
import {
  type ServerProcess,
  startedProcess,
  temporaryData,
} from '../packages/server/src/testing/server-process.ts';
import { encodeRequest, HttpConnection } from './http-connection.ts';
import { outsiders, writeInvented } from './invented-log.ts';
import { inventedOrganisation } from './invented-organisation.ts';
import { soughtWords } from './invented-text.ts';
import { multiplyLog } from './multiply-log.ts';
import type { Length, Say, Section } from './section.ts';
import { percentile } from './statistics.ts';
import type { Row } from './table.ts';

const plans = {
  full: { size: 100_000, reads: 200 },
  quick: { size: 10_000, reads: 50 },
} as const;

/** What readers wait for, with many notices in the log. */
export const readingAtSize: Section = {
  name: 'at-size',
  run: async ({ length, say }) => {
    const invented = inventedOrganisation();
    const data = keptData() ?? temporaryData();
    try {
      return await measure(invented, data.folder, length, say);
    } finally {
      data.remove();
      invented.remove();
    }
  },
};

/** A folder that outlives the run, for a look at plans of queries: `RAPPORT_BENCH_KEEP`. */
function keptData(): { folder: string; remove(): void } | undefined {
  const folder = process.env['RAPPORT_BENCH_KEEP'];
  return folder === undefined ? undefined : { folder, remove: () => undefined };
}

async function measure(
  { folder, states }: { folder: string; states: string[] },
  data: string,
  length: Length,
  say: Say,
): Promise<Row[]> {
  const organisation = loadOrganisation(folder);
  const origin = originOf(organisation, 'demonstration');
  const environment = { RAPPORT_DATA: data, RAPPORT_ORGANISATION: folder };
  await (await startedProcess(environment)).stop(); // founds the log
  const { size, reads } = plans[length];
  const open = async (work: (url: string) => Promise<void>): Promise<void> => {
    const database = await startEmbedded(join(data, 'postgresql'));
    await work(database.url).finally(() => database.stop());
  };
  const at = async (count: number, isFirst: boolean): Promise<Row[]> => {
    const section = `At ${count.toLocaleString('en-US')} notices`;
    const starts = await measureStarts(environment, isFirst, section, say);
    const server = await startedProcess(environment);
    try {
      const readers = await measureReaders(
        { server, data, origin, states, size: count },
        reads,
        section,
        say,
      );
      return [
        ...starts,
        ...readers,
        rowOf(section, 'memory of the server process, at most', 'MB', memoryMb(server)),
      ];
    } finally {
      await server.stop();
    }
  };
  await open((url) => writeInvented(url, { organisation, folder, origin, states }, size, say));
  const small = await at(size, true);
  await open((url) => multiplyLog(url, { from: keysMax, size, times }, say));
  return [...small, ...(await at(size + (times - 1) * (size - keysMax), false))];
}

/** The log's first entries are keys, which are there once. */
const keysMax = 200;
const times = 10;

async function measureStarts(
  environment: Record<string, string>,
  isFirst: boolean,
  section: string,
  say: Say,
): Promise<Row[]> {
  const start = async (what: string): Promise<[Row, ServerProcess]> => {
    const started = performance.now();
    const server = await startedProcess(environment);
    const ms = performance.now() - started;
    say(`${what}: ${Math.round(ms)} ms`);
    return [rowOf(section, what, 's', ms / 1000), server];
  };
  const rows: Row[] = [];
  if (isFirst) {
    const [first, server] = await start('start, with all clocks made anew');
    const begun = performance.now();
    const behind = await behindOf(server.url);
    while ((await behindOf(server.url)) > 0) await new Promise((resolve) => setTimeout(resolve, 1000));
    const perSecond = (behind * 1000) / (performance.now() - begun);
    say(`index of words: ${behind} notices, ${Math.round(perSecond)} a second`);
    rows.push(first, rowOf(section, 'index of words, made anew', '/s', perSecond));
    await server.stop();
  }
  const [again, server] = await start('start');
  await server.stop();
  return [...rows, again];
}

async function behindOf(url: string): Promise<number> {
  const answer = await fetch(`${url}${paths.search}?q=none`);
  return ((await answer.json()) as { behind: number }).behind;
}

interface Place {
  readonly server: ServerProcess;
  readonly data: string;
  readonly origin: string;
  readonly states: readonly string[];
  readonly size: number;
}

async function measureReaders(place: Place, reads: number, section: string, say: Say): Promise<Row[]> {
  const { states } = place;
  const busy = states[0] ?? '';
  const outsider = states[states.length - outsiders + 1] ?? '';
  const rows: Row[] = [];
  for (const [who, participant] of [
    ['a busy state', busy],
    ['a state that nobody names', outsider],
    ['the public', undefined],
  ] as const) {
    const token = participant === undefined ? undefined : await signIn(place, participant);
    for (const [what, path] of Object.entries(await pathsFor(place, participant, token))) {
      const ms = await timesOf(place.server.url, path, token, reads);
      const [p50, p99] = [percentile(ms, 0.5), percentile(ms, 0.99)];
      say(`${who}, ${what}: ${p50.toFixed(1)}, ${p99.toFixed(1)} ms`);
      rows.push({
        ...rowOf(section, `${who}: ${what}, p99`, 'ms', p99),
        target: { is: 'at-most', value: 50 },
        note: `p50 ${p50.toFixed(1)} ms`,
      });
    }
  }
  return rows;
}

/** What pages ask for. Those that only who signed in may ask are left out for the public. */
async function pathsFor(
  { server: { url }, size }: Place,
  participant: string | undefined,
  token: string | undefined,
): Promise<Record<string, string>> {
  const get = async (path: string): Promise<{ notices?: { thread: string; id: string }[] }> =>
    (
      await fetch(url + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
    ).json() as never;
  const [newest] = (await get(`${paths.notices}?limit=1&before=${Math.floor(size * 0.7)}`)).notices ?? [];
  const list =
    participant === undefined ? `${paths.notices}?limit=25` : `${paths.notices}?box=received&limit=25`;
  const search = (q: string): string => `${paths.search}?q=${encodeURIComponent(q)}`;
  const own: Record<string, string> =
    participant === undefined
      ? {}
      : {
          'desk, clocks counted': paths.clocks,
          'desk, clocks passed': `${paths.clockItems}?side=owed&state=passed&limit=50`,
          'desk, clocks running': `${paths.clockItems}?side=owed&state=running&limit=50`,
          'desk, clocks awaited': `${paths.clockItems}?side=awaited&state=passed&limit=50`,
          'sent, first page': `${paths.notices}?box=sent&limit=25`,
        };
  return {
    ...own,
    'list, first page': list,
    'list, a page in the middle': `${list}&before=${Math.floor(size / 2)}`,
    'list, a page at the end': `${list}&before=${Math.floor(size / 50)}`,
    'list of one measure': `${list}&measure=exercise-notice`,
    'threads of a measure': `${paths.measureThreads('exercise-notice')}?limit=20`,
    'threads of a measure, deep': `${paths.measureThreads('exercise-notice')}?limit=20&before=${Math.floor(size / 10)}`,
    ...(newest === undefined
      ? {}
      : { thread: paths.thread(newest.thread), 'proof file': paths.proofFile(newest.id) }),
    'matrix, adherence': paths.adherence,
    'search, common word': search(soughtWords.common),
    'search, rare word': search(soughtWords.rare),
    'search, no such word': search('qqqqqqqq'),
    'search, Cyrillic': search(soughtWords.cyrillic),
    'search, Chinese': search(soughtWords.chinese),
    'search, a word of hidden notices': search(soughtWords.hidden),
    'search, phrase and minus': search('"area forces" -vessels training'),
    'search, beginning': search('not*'),
    'search, one measure, old': `${paths.search}?measure=exercise-notice&until=2024-06-30`,
    'search, common words of an old measure': `${search('message report')}&measure=exercise-notice&before=${Math.floor(size / 3)}`,
  };
}

async function timesOf(
  url: string,
  path: string,
  token: string | undefined,
  reads: number,
): Promise<Float64Array> {
  const connection = await HttpConnection.open(url);
  const request = encodeRequest(url, path, undefined, token);
  const times = new Float64Array(reads);
  try {
    for (let i = -5; i < reads; i += 1) {
      const started = performance.now();
      const { status, body } = await connection.send(request);
      if (status !== 200) throw new Error(`${status} for ${path}: ${body.slice(0, 200)}`);
      if (i >= 0) times[i] = performance.now() - started;
    }
  } finally {
    connection.close();
  }
  return times;
}

async function signIn({ server: { url }, data, origin }: Place, participant: string): Promise<string> {
  const client = createClient({ base: url, fetch: (at, init) => fetch(at, init), language: 'en' });
  const claim = { log: origin, participant, office: 'focal-point' };
  const signer = openDemonstrationKeys(data, origin).signer(participant, 'focal-point');
  const { challenge } = await client.challenge();
  const note = parseUtf8(await signSignIn({ challenge, ...claim }, signer)) ?? '';
  const { token } = await client.signIn({ note });
  if (token === undefined) throw new Error('signing in gave no token');
  return token;
}

function memoryMb({ child }: ServerProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function rowOf(section: string, what: string, unit: string, value: number): Row {
  return { section, what, unit, figure: { median: value, min: value, max: value, rounds: 1 } };
}
