import { signSignIn } from '@rapport/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  fileDraft,
  noticeOf,
  openTestServer,
  post,
  signedText,
  type TestServer,
} from '../testing/test-server.ts';

let test_: TestServer;
beforeAll(async () => {
  test_ = await openTestServer();
});
afterAll(() => test_.close());

async function signIn(
  change: { challenge?: string; log?: string; participant?: string; office?: string } = {},
  by = { participant: 'KZ', office: 'focal-point' },
) {
  const { challenge } = await (await test_.client()).challenge();
  const claim = { challenge, log: test_.server.origin, ...by, ...change };
  const note = Buffer.from(await signSignIn(claim, test_.signer(by.participant, by.office))).toString('utf8');
  return { note, answer: await postSignIn(note) };
}

function postSignIn(note: string) {
  return test_.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { note } });
}

test('an office key signs in; the cookie is for this server alone and out of scripts’ reach', async () => {
  const { answer } = await signIn();
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ participant: 'KZ', office: 'focal-point' });
  const [cookie] = answer.cookies;
  expect(cookie).toMatchObject({ name: 'rapport_session', httpOnly: true, sameSite: 'Strict', path: '/' });
  const who = await test_.app.inject({
    url: '/api/v1/session',
    cookies: { rapport_session: cookie?.value ?? '' },
  });
  expect(who.json()).toMatchObject({ participant: 'KZ', office: 'focal-point' });
});

test('signing out ends the session everywhere', async () => {
  const token = (await signIn()).answer.json().token as string;
  const headers = { authorization: `Bearer ${token}` };
  expect((await test_.app.inject({ url: '/api/v1/notices', headers })).statusCode).toBe(200);
  expect((await test_.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).statusCode).toBe(
    204,
  );
  expect((await test_.app.inject({ url: '/api/v1/notices', headers })).statusCode).toBe(401);
});

test('a sign-in note serves once', async () => {
  const { note, answer } = await signIn();
  expect(answer.statusCode).toBe(200);
  expect((await postSignIn(note)).statusCode).toBe(401);
});

test.each([
  ['a challenge of somebody’s own', { challenge: '9999999999999.abc.def' }],
  ['another log', { log: 'elsewhere.example/log' }],
  ['another participant', { participant: 'MN' }],
  ['another office', { office: 'signing-officer' }],
  ['a participant that there is not', { participant: 'ZZ' }],
])('every refusal is the same answer: %s', async (_name, change) => {
  const { answer } = await signIn(change);
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'sign-in-refused']);
});

test('a challenge older than two minutes is refused', async () => {
  const { challenge } = await (await test_.client()).challenge();
  test_.now += 121_000;
  const { answer } = await signIn({ challenge });
  expect(answer.statusCode).toBe(401);
});

test.each(['', 'x', 'rapport/sign-in@v1\n{}\n\n— a AAAAAAAA\n', '\u0000'])(
  'what is no sign-in note is refused: %j',
  async (note) => {
    expect((await postSignIn(note)).statusCode).toBe(401);
  },
);

test('without a session only what is for everybody is read', async () => {
  const client = await test_.client();
  expect((await client.notices({ box: 'all' })).notices).toEqual([]);
  expect(await client.session()).toBeUndefined();
});

test('a revoked key signs nothing more, signs in no more, and its sessions end with it', async () => {
  const by = { participant: 'MN', office: 'focal-point' };
  const token = (await signIn({}, by)).answer.json().token as string;
  const headers = { authorization: `Bearer ${token}` };
  const { keys } = await (await test_.client()).register();
  const key =
    keys.find(({ participant, office }) => participant === 'MN' && office === 'focal-point')?.key ?? '';
  const revocation = {
    participant: 'MN',
    measureId: 'keys',
    step: 'revoke',
    audience: { kind: 'all' as const },
    answers: { key, reason: 'lost' },
  };
  const other = await test_.client('KZ');
  await expect(fileDraft(test_, { ...revocation, office: 'signing-officer' })).rejects.toThrow();
  expect((await test_.app.inject({ url: '/api/v1/notices', headers })).statusCode).toBe(200);
  const { id, index } = await fileDraft(test_, { ...revocation, office: 'focal-point' });
  expect((await test_.app.inject({ url: '/api/v1/notices', headers })).statusCode).toBe(401);
  expect((await signIn({}, by)).answer.statusCode).toBe(401);
  expect(await other.session()).toMatchObject({ participant: 'KZ' });
  const { status, json } = await post(
    test_,
    await signedText(test_, noticeOf(test_, { ...revocation, office: 'focal-point' })),
  );
  expect([status, json.findings?.map((one) => one.code)]).toEqual([
    422,
    ['revoked-key-unknown', 'key-revoked'],
  ]);
  const after = (await (await test_.client()).register()).keys.find((one) => one.key === key);
  expect(after).toMatchObject({ revocation: id, revokedAt: index });
});
