import { signSignIn } from '@rapport/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acknowledgementDraft, exampleAnswers, exerciseDraft } from '../testing/exercise.ts';
import {
  fileDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

/**
 * Every way in which systems of this kind are known to have shown what was for others, by its name. What people and
 * routes may read at large is in matrix.test.ts; here each known mistake is made on purpose.
 */
const word = 'QUIETWORD';
let rapport: TestServer;
let text = '';
let id = '';
let index = 0;

beforeAll(async () => {
  rapport = await openTestServer();
  const answers = { ...exampleAnswers('accepted-own-forces'), name: word };
  text = await signedText(rapport, noticeOf(rapport, exerciseDraft({ answers })));
  ({ id, index } = (await post(rapport, text)).json); // KZ to MN and UZ
});
afterAll(() => rapport.close());

/** What a member outside is answered, whole: status, headers that tell, body. */
async function askAs(participant: string | undefined, url: string) {
  const client = participant === undefined ? undefined : await tokenOf(participant);
  const headers = client === undefined ? {} : { authorization: `Bearer ${client}` };
  const { statusCode, headers: said, payload } = await rapport.app.inject({ url, headers });
  return { statusCode, cache: said['cache-control'], payload };
}

const tokens = new Map<string, string>();

async function tokenOf(participant: string): Promise<string> {
  const known = tokens.get(participant);
  if (known !== undefined) return known;
  const client = await rapport.client();
  const { challenge } = await client.challenge();
  const claim = { challenge, log: rapport.server.origin, participant, office: 'focal-point' };
  const note = Buffer.from(await signSignIn(claim, rapport.signer(participant, 'focal-point'))).toString(
    'utf8',
  );
  const token = (await client.signIn({ note })).token ?? '';
  tokens.set(participant, token);
  return token;
}

async function codesOf(draft: Parameters<typeof noticeOf>[1]): Promise<string[]> {
  const { json } = await post(rapport, await signedText(rapport, noticeOf(rapport, draft)));
  return (json.findings ?? []).map(({ code }) => code);
}

describe('known leaks', () => {
  test('an empty group is nobody, not everybody', async () => {
    expect(await codesOf(exerciseDraft({ audience: { kind: 'named', participants: [] } }))).toEqual([
      'audience-empty',
    ]);
  });

  test('a relay that widens: who passes a notice on changes nothing of whom it is for', async () => {
    expect((await post(rapport, text)).status).toBe(200); // MN, or anybody, hands it in again
    expect((await askAs('AZ', `/api/v1/notices/${id}`)).statusCode).toBe(404);
    const widened = text.replace('"kind":"named","participants":["MN","UZ"]', '"kind":"participants"');
    expect(widened).not.toBe(text);
    expect((await post(rapport, widened)).status).toBe(422);
  });

  test('a sync that drops the restriction: what a mirror of another reads has neither note nor word', async () => {
    const seen = await askAs('AZ', `/api/v1/log/notices?from=${index}&limit=1`);
    expect(JSON.parse(seen.payload)).toEqual({ notices: [] });
    const head = (await askAs(undefined, '/log/checkpoint')).payload;
    const size = Number(head.split('\n')[1]);
    const bundle = await rapport.app.inject({ url: `/log/tile/entries/000.p/${size}` });
    expect(bundle.statusCode).toBe(200);
    expect(bundle.payload).not.toContain(word);
    expect(bundle.payload).not.toContain(id);
  });

  test('a reply wider than the question', async () => {
    const narrow = await fileDraft(
      rapport,
      exerciseDraft({ audience: { kind: 'named', participants: ['MN'] } }),
    );
    const reply = acknowledgementDraft(narrow.id, {
      audience: { kind: 'named', participants: ['KZ', 'UZ'] },
    });
    expect(await codesOf(reply)).toEqual(['audience-wider-than-thread']);
  });

  test('a cached page: what is for some is kept by nobody on the way', async () => {
    const addresses = [
      `/api/v1/notices/${id}`,
      '/api/v1/notices?limit=5',
      `/api/v1/threads/${id}`,
      `/api/v1/notices/${id}/receipt`,
      `/api/v1/notices/${id}/witnessed-receipt`,
      `/api/v1/notices/${id}/proof`,
      `/api/v1/log/notices?from=${index}&limit=1`,
      '/api/v1/measures/exercise-notice/threads',
      `/api/v1/search?q=${word}`,
      '/api/v1/clocks',
      '/api/v1/clocks/items?side=owed&state=running',
      '/api/v1/sessions',
      '/api/v1/people',
    ];
    for (const address of addresses) {
      const { statusCode, cache } = await askAs('MN', address);
      expect([address, statusCode, cache]).toEqual([address, 200, 'private, no-store']);
    }
  });

  test('a count or an error text that betrays a hidden thread', async () => {
    const none = 'ab'.repeat(32);
    for (const path of [
      'notices/ID',
      'threads/ID',
      'notices/ID/receipt',
      'notices/ID/witnessed-receipt',
      'notices/ID/proof',
      `notices/ID/attachments/${none}`,
    ]) {
      const [hidden, absent] = [id, none].map((one) => askAs('AZ', `/api/v1/${path.replace('ID', one)}`));
      const [first, second] = [await hidden, await absent];
      expect(first?.payload.replaceAll(id, none)).toBe(second?.payload);
      expect(first?.statusCode).toBe(404);
    }
    const reply = (thread: string) =>
      codesOf(
        acknowledgementDraft(thread, {
          participant: 'AZ',
          audience: { kind: 'named', participants: ['KZ'] },
        }),
      );
    expect(await reply(id)).toEqual(await reply(none));
    const list = async () => (await askAs('AZ', '/api/v1/measures/exercise-notice/threads')).payload;
    const counts = async () => (await askAs('AZ', '/api/v1/clocks')).payload;
    const [before, counted] = [await list(), await counts()];
    await fileDraft(rapport, exerciseDraft());
    expect([await list(), await counts()]).toEqual([before, counted]);
  });

  test('a search: its hits, its count, its snippet, its filters and its refusals tell nothing of what is hidden', async () => {
    const search = async (query: string, who?: string) => askAs(who, `/api/v1/search?${query}`);
    expect((await search(`q=${word}`, 'MN')).payload).toContain(word);
    for (const who of ['AZ', undefined]) {
      const none = await search('q=nothinglikeit', who);
      for (const query of [
        `q=${word}`,
        `q=${word.slice(0, 5)}*`,
        `q=%22${word}%22`,
        `q=${word}&participant=KZ`,
        `q=%2D${word}`,
      ])
        expect([query, await search(query, who)]).toEqual([query, none]);
      const first = await search(`q=${word}&from=2026-01-01&until=2028-01-01&measure=exercise-notice`, who);
      expect(first).toEqual(none);
      const long = await search(`q=${word.repeat(100)}`, who);
      expect([long.statusCode, long.payload.includes(word)]).toEqual([400, false]);
    }
  });

  test('an export: a proof file is for who may read the notice', async () => {
    expect((await askAs('MN', `/api/v1/notices/${id}/proof`)).payload).toContain(word);
    expect((await askAs('AZ', `/api/v1/notices/${id}/proof`)).payload).not.toContain(word);
    expect((await askAs(undefined, `/api/v1/notices/${id}/proof`)).statusCode).toBe(404);
  });

  test('an example in the API description', async () => {
    const { payload } = await askAs(undefined, '/api/openapi.json');
    expect(payload).not.toContain(word);
    expect(payload).not.toContain(id);
    expect(payload).not.toMatch(/"examples?":/);
  });

  test('a label of a metric', async () => {
    const { payload } = await askAs(undefined, '/metrics');
    expect(payload).toContain('rapport_');
    for (const telling of [word, id, 'exercise-notice', '"KZ"', '"MN"', 'focal-point'])
      expect(payload).not.toContain(telling);
  });

  test('a problem answer, a header and a log line name nothing of a notice', async () => {
    const refused = await post(rapport, text.replace(word, `${word}2`));
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.json)).not.toContain(word);
  });
});
