import { fileURLToPath } from 'node:url';
import { createClient } from '@rapport/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFolder } from '../organisation/load.ts';
import { startedProcess, temporaryData } from '../testing/server-process.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { playYear } from './invented-year.ts';

const folder = fileURLToPath(new URL('../../../../organisations/demo-strait', import.meta.url));
const year = 365 * 86_400_000;

/** Another organisation is another folder: the same server, with no line changed. */
describe('an invented organisation in English and Arabic', () => {
  let rapport: TestServer;
  let count = 0;
  beforeAll(async () => {
    rapport = await openTestServer({ RAPPORT_ORGANISATION: folder });
    const { demonstration } = rapport.server;
    if (demonstration === undefined) throw new Error('no demonstration');
    const { threads } = loadFolder(folder);
    const setClock = (now: number): void => {
      rapport.now = now;
    };
    count = await playYear({ ...demonstration, threads, setClock }, rapport.now + year);
  });
  afterAll(() => rapport.close());

  test('plays a busy year of signed notices', () => expect(count).toBeGreaterThan(200));

  test('shows threads of each of its own measures', async () => {
    const client = await rapport.client('QM');
    const shown = await Promise.all(
      ['fairway-works', 'light-station', 'storm-help'].map((id) => client.measureThreads(id, { limit: 5 })),
    );
    for (const { threads, next } of shown) {
      expect(threads).toHaveLength(5);
      expect(next).toBeTypeOf('number');
    }
  });

  test('gives an older page where the newer one ends', async () => {
    const client = await rapport.client('QM');
    const { threads, next = 0 } = await client.measureThreads('fairway-works', { limit: 3 });
    const older = await client.measureThreads('fairway-works', { limit: 3, before: next });
    const places = [...threads, ...older.threads].map(({ notices }) => notices[0]?.index ?? -1);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
    expect(new Set(places).size).toBe(6);
  });

  test('shows nobody a thread between others', async () => {
    const all = await Promise.all(['QM', 'QN', 'QO', 'QP', 'QR'].map((code) => rapport.client(code)));
    const seen = await Promise.all(all.map((client) => client.measureThreads('storm-help', {})));
    const strangers = await (await rapport.client()).measureThreads('storm-help', {});
    expect(strangers).toEqual({ threads: [] });
    for (const [i, { threads }] of seen.entries()) {
      const code = ['QM', 'QN', 'QO', 'QP', 'QR'][i] ?? '';
      for (const { notices } of threads) {
        const [opening] = notices;
        const audience = opening?.audience;
        const names = audience?.kind === 'named' ? audience.participants : [];
        expect([opening?.participant, ...names]).toContain(code);
      }
    }
  });

  test('says what it is in Arabic, with its lists and public facts', async () => {
    const client = await rapport.client();
    const { measures, languages } = await client.organisation();
    expect(languages).toEqual(['en', 'ar']);
    expect(measures.every(({ title, isInForce }) => (title['ar'] ?? '') !== '' && isInForce)).toBe(true);
    expect((await client.list('fairways')).entries.map(({ code }) => code)).toEqual([
      'north',
      'middle',
      'south',
    ]);
    expect((await client.facts()).facts).toHaveLength(1);
    await expect(client.list('planets')).rejects.toThrow();
  });
});

describe('a circle of those who have taken up a measure', () => {
  let rapport: TestServer;
  beforeAll(async () => {
    rapport = await openTestServer({ RAPPORT_ORGANISATION: folder });
  });
  afterAll(() => rapport.close());

  const takeUp = (participant: string) =>
    fileDraft(rapport, {
      participant,
      measureId: 'taking-up',
      step: 'take-up',
      audience: { kind: 'all' },
      answers: { measure: 'light-station', from: '2027-01-01' },
    });
  const fileCard = (year: number) =>
    fileDraft(rapport, {
      participant: 'QM',
      measureId: 'light-station',
      step: 'unchanged',
      audience: { kind: 'takers' },
      answers: { year },
    });
  const seenBy = async (participant: string): Promise<number[]> => {
    const client = await rapport.client(participant);
    const { notices } = await client.notices({ measure: 'light-station' });
    const { threads } = await client.measureThreads('light-station', {});
    expect(threads).toHaveLength(notices.length);
    return notices.map(({ index }) => index);
  };

  test('is fixed when a notice is taken in: who joins later does not read it', async () => {
    await takeUp('QN');
    const first = await fileCard(2027);
    await takeUp('QO');
    const second = await fileCard(2028);
    expect(await seenBy('QN')).toEqual([second.index, first.index]);
    expect(await seenBy('QO')).toEqual([second.index]);
    expect(await seenBy('QP')).toEqual([]);
    const stranger = await rapport.client('QO');
    await expect(stranger.notice(first.id)).rejects.toThrow();
    await expect(stranger.thread(first.thread)).rejects.toThrow();
    await expect(stranger.proofFile(first.id)).rejects.toThrow();
    const { notices } = await stranger.logNotices(0, 256);
    expect(notices.map(({ id }) => id)).not.toContain(first.id);
  });

  test('is said to whoever reads the notice, and adherence to whoever may see it', async () => {
    const client = await rapport.client('QN');
    const { notices } = await client.notices({ measure: 'light-station' });
    expect(notices.map(({ circle }) => circle)).toEqual([['QN', 'QO'], ['QN']]);
    const { takings } = await (await rapport.client()).adherence();
    expect(takings.map(({ participant, measure }) => `${participant} ${measure}`)).toEqual([
      'QN light-station',
      'QO light-station',
    ]);
  });
});

test('no year is invented for real states', async () => {
  const data = temporaryData();
  const server = await startedProcess({ RAPPORT_DATA: data.folder, RAPPORT_INVENTED_YEAR: 'yes' });
  try {
    const client = createClient({ base: server.url, fetch, language: 'en' });
    expect((await client.notices({})).notices).toEqual([]);
    const { notices, next } = await client.logNotices(0, 256);
    expect(next).toBeUndefined();
    expect(notices.length).toBeGreaterThan(28);
    expect(notices.every(({ note }) => note?.includes('"id":"keys"'))).toBe(true);
    expect(notices.map(({ index }) => index)).toEqual([...notices.keys()]);
  } finally {
    await server.stop('SIGKILL');
    data.remove();
  }
});
