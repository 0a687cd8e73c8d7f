// Every route that the server has registered, with whatever a stranger may send: never a fault of ours, never a hang.
import { signSignIn } from '@rapport/api';
import { encodeNote, encodeVerifierKey, signNote } from '@rapport/record';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemCodes } from '../problems.ts';
import { acknowledgementDraft, exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, noticeOf, openTestServer, signedText, type TestServer } from '../testing/test-server.ts';
import { hostileText, hostileValue, oddValue, spelled, Tried } from './hostile.ts';

let test_: TestServer;
let token: string;
const tried = new Tried();
const statuses = new Map<number, number>();
beforeAll(async () => {
  test_ = await openTestServer();
  token = await signIn();
});
afterAll(async () => {
  console.log(`requests: ${tried.count}; answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
  await test_.close();
});

async function signInNote(): Promise<string> {
  const { challenge } = await (await test_.client()).challenge();
  const claim = { challenge, log: test_.server.origin, participant: 'KZ', office: 'focal-point' };
  return Buffer.from(await signSignIn(claim, test_.signer('KZ', 'focal-point'))).toString('utf8');
}

async function signIn(): Promise<string> {
  const note = await signInNote();
  const answer = await test_.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { note } });
  return answer.json<{ token: string }>().token;
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

let requests = 0;

/** Sends one request from an address of its own and judges the answer. */
async function ask({ method, url, headers, body }: Asked): Promise<void> {
  requests += 1;
  const remoteAddress = `10.${(requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`;
  const isStream = url.startsWith('/api/v1/events');
  const answer = await test_.app.inject({
    method: method as 'GET',
    url,
    headers,
    remoteAddress,
    payloadAsStream: isStream,
    ...(body === undefined ? {} : { payload: body }),
  });
  if (isStream) answer.stream().destroy();
  statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
  const shown = `${method} ${url.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)}`;
  if (answer.statusCode >= 500) throw new Error(`${answer.statusCode} for ${shown}`);
  if (answer.statusCode < 400 || method === 'HEAD' || isStream) return;
  const { code, type, title } = answer.json<{ code: string; type: string; title: string }>();
  const isKnown = problemCodes.has(code) && type === `urn:rapport:problem:${code}` && title !== '';
  if (!isKnown || !String(answer.headers['content-type']).startsWith('application/problem+json'))
    throw new Error(`no problem document: ${answer.payload.slice(0, 200)} for ${shown}`);
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
}

/** What is registered, as the server's own description of its routes has it, and the two that it leaves out. */
function routes(): Route[] {
  const { paths = {} } = test_.app.swagger() as {
    paths?: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;
  };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    })),
  );
  const hidden = ['/api/openapi.json', '/'].map((path) => ({ method: 'GET', path, query: [] }));
  return [...described, ...hidden];
}

test('every registered route is among those tried', () => {
  const tree = test_.app.printRoutes({ commonPrefix: false });
  // The files of the pages, where they are built, are not the server's own routes.
  const isFile = (path: string): boolean => /\.(?:br|css|gz|html|js|png|svg|ttf|txt|woff2?)$/.test(path);
  const registered = [...tree.matchAll(/─ (\S+) \(([A-Z, ]+)\)/g)].filter(([, path = '']) => !isFile(path));
  expect(registered.length).toBeGreaterThan(20);
  expect(routes().length).toBeGreaterThanOrEqual(
    registered.filter(([, , methods]) => !/^(HEAD|OPTIONS)$/.test(methods ?? '')).length - 2,
  );
});

const hex = '0123456789abcdef'.repeat(4);
const values = [
  'exercise-notice',
  '2024',
  'received',
  'sent',
  'all',
  'owed',
  'awaited',
  'running',
  'passed',
  '0',
  '1',
  '100',
  '50',
  '256',
  '1.1',
  '-1.2',
  'participants',
  'KZ',
  '000',
  'x001/234',
  'entries/000',
  '000.p/17',
  'tile/0/000',
  hex,
];

const words = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...values) },
  { weight: 3, arbitrary: hostileText(values) },
);

/** One text in an address, spelled rightly or not. */
const inAddress = fc.tuple(words, fc.nat(9)).map(([text, how]) => {
  if (how === 0) return text.replaceAll(/[\s?#]/g, '').replaceAll(/[^\x21-\x7e]/g, '%'); // as it is, percent signs and all
  if (how === 1) return `${encodeURIComponent(text.slice(0, 8).replaceAll(/[\ud800-\udfff]/g, ''))}%00`;
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '\ufffd'));
});

const headerText = hostileText([
  'application/json',
  'text/plain',
  'Bearer abc',
  'gzip',
  '1',
  'ru',
  'en-GB,en;q=0.5',
  '"etag"',
  'bytes=0-5',
  'rapport_session=abc',
  'chunked',
]).map((text) => text.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '').slice(0, 2000));
const headerNames = [
  'accept-language',
  'accept-encoding',
  'accept',
  'authorization',
  'cookie',
  'if-none-match',
  'last-event-id',
  'range',
  'x-forwarded-for',
  'origin',
  'host',
  'content-type',
  'content-encoding',
  'expect',
  'accept-version',
  'x-http-method-override',
];
const someHeaders = fc.dictionary(fc.constantFrom(...headerNames), headerText, { maxKeys: 3 });

const session = fc.constantFrom<'none' | 'token' | 'cookie'>('none', 'token', 'cookie');

function withSession(
  headers: Record<string, string>,
  how: 'none' | 'token' | 'cookie',
): Record<string, string> {
  if (how === 'token') return { ...headers, authorization: `Bearer ${token}` };
  return how === 'cookie' ? { ...headers, cookie: `rapport_session=${token}` } : headers;
}

const methods = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
);

/** Requests to every route in turn: its own parameters, and others. */
function requestsTo(all: readonly Route[], bodies: fc.Arbitrary<string>): fc.Arbitrary<Asked> {
  return fc.constantFrom(...all).chain((route) => {
    const names = fc.oneof(fc.constantFrom('limit', ...route.query), hostileText(['limit']));
    const query = fc.array(fc.tuple(names, inAddress), { maxLength: 4 });
    return fc
      .record({
        method: methods,
        parts: fc.array(inAddress, { minLength: 4, maxLength: 4 }),
        query,
        headers: someHeaders,
        session,
        body: fc.option(bodies, { nil: undefined }),
        type: fc.constantFrom(
          undefined,
          'application/json',
          'text/plain',
          'application/vnd.rapport.notice',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
        ),
      })
      .map(({ method, parts, query: pairs, headers, session: how, body, type }): Asked => {
        let at = 0;
        const path = route.path.replaceAll(/\{[^}]+\}/g, () => parts[at++] ?? '');
        const search = pairs
          .map(([name, value]) => `${encodeURIComponent(name.replaceAll(/[\ud800-\udfff]/g, ''))}=${value}`)
          .join('&');
        const typed = type === undefined ? headers : { ...headers, 'content-type': type };
        const chosen = method ?? route.method;
        const mayCarry = body !== undefined && !['GET', 'HEAD'].includes(chosen);
        return {
          method: chosen,
          url: search === '' ? path : `${path}?${search}`,
          headers: withSession(typed, how),
          ...(mayCarry ? { body } : {}),
        };
      });
  });
}

async function expectAnswers(input: fc.Arbitrary<Asked>, runs: number): Promise<void> {
  const property = fc.asyncProperty(input, (asked) => tried.async(() => ask(asked)));
  await fc.assert(property, tried.parameters(runs));
  expect(tried.count).toBeGreaterThan(runs / 2);
}

test('any request to any route', async () => {
  const bodies = fc.oneof(hostileText(['{}', '{"note":""}']), oddValue.map(spelled));
  await expectAnswers(requestsTo(routes(), bodies), 9000);
}, 240_000);

test('addresses that no route has', async () => {
  const paths = routes().map(({ path }) => path.replaceAll(/\{[^}]+\}/g, hex));
  const input = fc.tuple(hostileText(paths), methods, session).map(([text, method, how]): Asked => {
    const path = `/${text.replaceAll(/[^\x21-\x7e]/g, '%').replace(/^\/+/, '')}`;
    return { method: method ?? 'GET', url: path.slice(0, 8000), headers: withSession({}, how) };
  });
  // What cannot be asked without a socket is asked with one in slow-clients.test.ts.
  await expectAnswers(
    input.filter(({ url }) => URL.canParse(url, 'http://localhost')),
    4000,
  );
});

test('filings that are well formed in part', async () => {
  const note = await signedText(test_, noticeOf(test_, exerciseDraft()));
  const files = { [hex]: 'AAAA' };
  const delivered = [
    { note, attachments: {} },
    { note, attachments: files },
  ];
  const headers = { 'content-type': 'application/json' };
  const asJson = hostileValue(delivered).map((value) => JSON.stringify(value) ?? '');
  const input = fc.oneof(
    asJson.map((body) => ({ body, headers })),
    hostileText(delivered.map((one) => JSON.stringify(one))).map((body) => ({ body, headers })),
    hostileText([note]).map((body) => ({ body, headers: { 'content-type': 'text/plain' } })),
  );
  await expectAnswers(
    input.map((asked): Asked => ({ method: 'POST', url: '/api/v1/notices', ...asked })),
    3000,
  );
});

test('notices that are signed rightly and say what they should not', async () => {
  const opened = await fileDraft(test_, exerciseDraft());
  const sound = [
    noticeOf(test_, exerciseDraft()),
    noticeOf(test_, acknowledgementDraft(opened.id)),
    {
      ...noticeOf(test_, exerciseDraft()),
      notBefore: { root: Buffer.alloc(32).toString('base64'), size: 3 },
    },
    {
      ...noticeOf(test_, exerciseDraft()),
      attachments: [{ mediaType: 'text/plain', name: 'a.txt', sha256: hex, size: 3 }],
    },
  ];
  const signers = [test_.signer('KZ', 'signing-officer'), test_.signer('MN', 'focal-point')];
  const otherAnswers = fc
    .constantFrom(...sound)
    .chain((notice) => hostileValue([notice.answers]).map((answers) => ({ ...notice, answers })));
  const input = fc.tuple(fc.oneof(hostileValue(sound), otherAnswers), fc.constantFrom(...signers));
  const file = async ([value, signer]: [unknown, (typeof signers)[number]]): Promise<void> => {
    const text = `rapport/notice@v1\n${spelled(value)}\n`;
    const note = encodeNote(await signNote(text, [signer]));
    await ask({
      method: 'POST',
      url: '/api/v1/notices',
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(note).toString('utf8'),
    });
  };
  await fc.assert(
    fc.asyncProperty(input, (one) => tried.async(() => file(one))),
    tried.parameters(3000),
  );
  expect(statuses.get(201) ?? 0).toBeGreaterThan(0);
});

test('sign-in, and keys for visitors', async () => {
  const note = await signInNote();
  const key = encodeVerifierKey(test_.signer('KZ', 'focal-point').key);
  const json = { 'content-type': 'application/json' };
  const bodyOf = (sound: unknown): fc.Arbitrary<string> =>
    fc.oneof(
      hostileValue([sound]).map((value) => JSON.stringify(value) ?? ''),
      hostileText([JSON.stringify(sound)]),
    );
  const input = fc.oneof(
    bodyOf({ note }).map((body) => ({ url: '/api/v1/sessions', body })),
    bodyOf({ participant: 'KZ', office: 'focal-point', key }).map((body) => ({
      url: '/api/v1/demonstration/certificates',
      body,
    })),
  );
  await expectAnswers(
    input.map((asked): Asked => ({ method: 'POST', headers: json, ...asked })),
    3000,
  );
});

const large = 13.4 * 2 ** 20;

test.each([
  [
    'an attachment as large as may be',
    (note: string) =>
      JSON.stringify({
        note,
        attachments: { [hex]: 'A'.repeat(Math.floor(large / 4) * 4) },
      }),
  ],
  [
    'a hundred thousand attachments',
    (note: string) =>
      JSON.stringify({
        note,
        attachments: Object.fromEntries(
          Array.from({ length: 100_000 }, (_, i) => [String(i).padStart(64, '0'), 'AAAA']),
        ),
      }),
  ],
  ['brackets, opened and closed', () => `{"note":${'['.repeat(large / 2)}${']'.repeat(large / 2)}}`],
  ['brackets that stay open', () => '['.repeat(large)],
  ['braces', () => `${'{"a":'.repeat(large / 6)}1${'}'.repeat(large / 6)}`],
  ['a million members', () => `{${Array.from({ length: 900_000 }, (_, i) => `"k${i}":1`).join()}}`],
  [
    'a million members, and a name that objects have',
    () => `{"__proto__":{},${Array.from({ length: 900_000 }, (_, i) => `"k${i}":1`).join()}}`,
  ],
  ['a note of escapes', () => JSON.stringify({ note: '\\u0000'.repeat(large / 8) })],
  ['a note of quotes', () => `{"note":"${'\\"'.repeat(large / 2)}"}`],
])('a large body: %s', async (_name, bodyOf) => {
  const note = await signedText(test_, noticeOf(test_, exerciseDraft()));
  const body = bodyOf(note);
  const headers = { 'content-type': 'application/json' };
  await tried.async(() => ask({ method: 'POST', url: '/api/v1/notices', headers, body }));
  expect(body.length).toBeGreaterThan(1_000_000);
});

test('any requests at once, filings among them', async () => {
  const seed = tried.parameters(1).seed ?? Date.now() | 0;
  const asked = fc.sample(requestsTo(routes(), oddValue.map(spelled)), { numRuns: 1500, seed });
  const drafts = Array.from({ length: 60 }, async () => signedText(test_, noticeOf(test_, exerciseDraft())));
  const filings = (await Promise.all(drafts)).map((body): Asked => {
    return { method: 'POST', url: '/api/v1/notices', headers: { 'content-type': 'text/plain' }, body };
  });
  const before = statuses.get(201) ?? 0;
  for (let at = 0; at < 1500; at += 300) {
    const some = [...asked.slice(at, at + 300), ...filings.slice(at / 25, at / 25 + 12)];
    const failed = (await Promise.allSettled(some.map(ask))).filter(({ status }) => status === 'rejected');
    expect({ seed, failed }).toEqual({ seed, failed: [] });
    tried.count += some.length;
  }
  expect((statuses.get(201) ?? 0) - before).toBeGreaterThanOrEqual(60);
});

test('afterwards the server is as sound as before', async () => {
  const { app } = test_;
  expect((await app.inject({ url: '/readyz' })).statusCode).toBe(200);
  await fileDraft(test_, exerciseDraft());
  expect(tried.count).toBeGreaterThan(0);
});
