import type { Client, SearchPage, SearchQuery } from '@rapport/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleAnswers, exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { SearchIndex } from './search-index.ts';

let rapport: TestServer;
const filed = new Map<string, { id: string; reference: string; index: number }>();

const named = { kind: 'named' as const, participants: ['MN', 'UZ'] };
const texts: Readonly<
  Record<string, readonly [title: string, audience: ReturnType<typeof exerciseDraft>['audience']]>
> = {
  english: ['Northern Shield, joint maritime exercises in the inner bay', named],
  russian: ['Совместные учения «Северный щит» в ёлочной бухте', named],
  arabic: ['إخطار بِتَمْرِين عسكري مشترك في المذكّرة', named],
  chinese: ['联合海上演习通知', named],
  hidden: ['Northern Shield secretly rehearsed', { kind: 'named', participants: ['UZ'] }],
};

beforeAll(async () => {
  rapport = await openTestServer();
  for (const [key, [name, audience]] of Object.entries(texts)) {
    const answers = { ...exampleAnswers('accepted-own-forces'), name };
    filed.set(key, await fileDraft(rapport, exerciseDraft({ answers, ...(audience && { audience }) })));
  }
});
afterAll(() => rapport.close());

const clients = new Map<string, Promise<Client>>();

async function ask(query: SearchQuery, participant = 'MN'): Promise<SearchPage> {
  const client =
    clients.get(participant) ?? rapport.client(participant === 'public' ? undefined : participant);
  clients.set(participant, client);
  return (await client).search(query);
}

/** Which of the notices above a search finds. */
async function found(q: string, participant = 'MN', more: SearchQuery = {}): Promise<string[]> {
  const { hits } = await ask({ q, ...more }, participant);
  return [...filed].filter(([, { id }]) => hits.some(({ notice }) => notice.id === id)).map(([key]) => key);
}

describe('a notice is found', () => {
  test.each([
    ['by a word in another ending', 'exercise maritime', ['english']],
    ['in Russian by case and ё', 'северного ЕЛОЧНЫХ', ['russian']],
    ['in Arabic without vowel signs', 'اخطار تمرين', []],
    ['in Arabic by the word as it stands', 'اخطار بتمرين', ['arabic']],
    ['in Arabic by ta marbuta in either spelling', 'المذكره', ['arabic']],
    ['in Chinese by a part', '演习', ['chinese']],
    ['in Chinese by one sign', '舰', []],
    ['by a phrase', '"inner bay"', ['english']],
    ['not by the words of a phrase in another order', '"bay inner"', []],
    ['without what is not wanted', '"Northern Shield" -maritime', []],
    ['by the beginning of a word', 'marit*', ['english']],
    ['by all words, not by one of them', 'maritime щит', []],
    ['though frequent words stand between', 'the exercises of the bay', ['english']],
  ])('%s: %s', async (_, q, expected) => expect(await found(q)).toEqual(expected));

  test('by beginnings where no notice has the very word, which is said', async () => {
    const { isWide, hits } = await ask({ q: 'rehears shiel' }, 'UZ');
    expect([isWide, hits.length]).toEqual([true, 1]);
  });

  test('by its reference, by who sent it and by the title of its measure in another language', async () => {
    const all = ['english', 'russian', 'arabic', 'chinese'];
    const { reference = '' } = filed.get('russian') ?? {};
    expect(await found(reference)).toEqual(['russian']);
    expect(await found(reference.replace(/^[^/]+\//, '').toLowerCase())).toEqual(['russian']);
    expect(await found('Казахстан')).toEqual(expect.arrayContaining(all));
    expect(await found('Узбекистан щит')).toEqual(['russian']);
    const measure = rapport.server.organisation.measures.find(({ id }) => id === 'exercise-notice');
    expect(await found(measure?.wording['ru']?.title ?? '')).toEqual(expect.arrayContaining(all));
  });

  test('by filters alone, by days, by box', async () => {
    expect(await found('', 'MN', { measure: 'exercise-notice', participant: 'KZ' })).toHaveLength(4);
    expect(await found('', 'MN', { dimension: 'human' })).toEqual([]);
    expect(await found('shield', 'MN', { from: '2027-01-11', until: '2027-01-11' })).toEqual(['english']);
    expect(await found('shield', 'MN', { until: '2027-01-10' })).toEqual([]);
    expect(await found('shield', 'MN', { from: '2027-01-12' })).toEqual([]);
    expect(await found('shield', 'KZ', { box: 'received' })).toEqual([]);
    expect(await found('shield', 'KZ', { box: 'sent' })).toEqual(['english', 'hidden']);
    expect(await found('', 'MN', {})).toEqual([]);
    const register = await ask({ q: 'UZ' });
    expect(register.hits.map(({ notice }) => notice.measure.id)).not.toContain('keys');
    expect((await ask({ q: 'UZ', measure: 'keys' })).hits.length).toBeGreaterThan(0);
  });

  test('by the state of its thread, as the rules read it', async () => {
    const measure = rapport.server.organisation.measures.find(({ id }) => id === 'exercise-notice');
    const states = Object.keys(measure?.wording['en']?.states ?? {});
    const each = await Promise.all(states.map((state) => found('maritime', 'MN', { state })));
    expect(each.flat()).toEqual(['english']);
    expect(await found('maritime', 'MN', { state: 'no-such-state' })).toEqual([]);
  });

  test('with the place that says it, as plain text', async () => {
    const { hits } = await ask({ q: 'exercise "inner bay"' });
    const marked = hits[0]?.snippet?.filter(({ isHit }) => isHit).map(({ text }) => text);
    expect(marked).toEqual(['exercises', 'inner', 'bay']);
  });

  test('page by page, each once', async () => {
    const seen: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await ask({
        measure: 'exercise-notice',
        limit: 1,
        ...(before === undefined ? {} : { before }),
      });
      seen.push(...page.hits.map(({ notice }) => notice.index));
      if (before === undefined) expect(page.found).toEqual({ count: 4, isMore: false });
      if (page.next === undefined) break;
      before = page.next;
    }
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(seen).toHaveLength(4);
  });
});

describe('what a reader may not see', () => {
  test('is neither found nor counted, and asking for it looks like asking for nothing', async () => {
    const { reference = '' } = filed.get('hidden') ?? {};
    for (const q of ['rehearsed', 'secretly rehearsed', reference, 'rehears*', '"secretly rehearsed"']) {
      const [hidden, none] = [await ask({ q }, 'AZ'), await ask({ q: 'nothingofthekind' }, 'AZ')];
      expect([q, hidden]).toEqual([q, none]);
    }
    expect((await ask({ q: '"Northern Shield"' }, 'MN')).found).toEqual({ count: 1, isMore: false });
    expect((await ask({ q: '"Northern Shield"' }, 'UZ')).found).toEqual({ count: 2, isMore: false });
    expect(await found('shield', 'public')).toEqual([]);
    expect(await found('maritime', 'MN')).toEqual(['english']);
    expect(await found('shield -maritime', 'AZ')).toEqual([]);
  });
});

describe('hostile input', () => {
  test.each([
    '\0',
    "'; drop table notices; --",
    '%%%',
    '\\',
    ':* & | !',
    '(((',
    '@many',
    "'@all'",
    '.*',
    '<script>',
  ])('finds nothing and breaks nothing: %j', async (q) => {
    const { hits, found: count } = await ask({ q: `${q}` }, 'AZ');
    expect(hits).toEqual([]);
    expect(count?.count ?? 0).toBe(0);
  });

  test('of 10 kB is refused as too long', async () => {
    await expect(ask({ q: 'a'.repeat(10_000) })).rejects.toMatchObject({ problem: { code: 'body-form' } });
  });
});

describe('the index', () => {
  const rows = async () =>
    (await rapport.server.db.query('select index, words::text from search_words order by 1')).rows;
  const fresh = () =>
    new SearchIndex(
      rapport.server.db,
      rapport.server.organisation,
      () => false,
      (error) => {
        throw error;
      },
    );

  test('thrown away is made anew from the record, alike', async () => {
    const { frontier } = await rapport.server.readHead();
    expect(await rapport.server.searchIndex.reach(frontier.size, 5000)).toBe(0);
    const before = await rows();
    await rapport.server.db.query('truncate search_words, search_progress');
    expect(await fresh().reach(frontier.size, 5000)).toBe(0);
    expect(await rows()).toEqual(before);
    expect(before.length).toBe(frontier.size);
  });

  test('made by other rules is made anew at a start, and left alone by who runs already', async () => {
    const { frontier } = await rapport.server.readHead();
    const running = fresh();
    await running.reach(frontier.size, 5000);
    await rapport.server.db.query("update search_progress set fingerprint = 'another release', next = 3");
    await fileDraft(rapport, exerciseDraft());
    await running.reach(frontier.size + 1, 1000);
    const { rows: left } = await rapport.server.db.query('select next, fingerprint from search_progress');
    expect(left).toEqual([{ next: 3, fingerprint: 'another release' }]);
    expect(await fresh().reach(frontier.size + 1, 5000)).toBe(0);
  });

  test('holds nothing of an erased notice, not even while the index is being filled', async () => {
    const answers = { ...exampleAnswers('accepted-own-forces'), name: 'Ephemeralword' };
    const { id } = await fileDraft(rapport, exerciseDraft({ answers }));
    expect((await ask({ q: 'ephemeralword' })).hits).toHaveLength(1);
    const erase = { participant: 'KZ', measureId: 'erasure', step: 'erase', audience: named };
    await fileDraft(rapport, { ...erase, answers: { notice: id, reason: 'personal-data' } });
    expect((await ask({ q: 'ephemeralword' })).hits).toEqual([]);
    await rapport.server.db.query('truncate search_words, search_progress');
    const { frontier } = await rapport.server.readHead();
    await fresh().reach(frontier.size, 5000);
    expect((await rows()).filter(({ words }) => String(words).includes('ephemeralword'))).toEqual([]);
  });
});
