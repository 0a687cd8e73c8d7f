import { signSignIn } from '@rapport/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../testing/test-server.ts';
import { deviceOf } from './device.ts';

let rapport: TestServer;
beforeAll(async () => {
  rapport = await openTestServer();
});
afterAll(() => rapport.close());

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0';

/** Signs an office in as a browser does. @returns its cookie */
async function signIn(participant = 'KZ', office = 'focal-point'): Promise<string> {
  const { challenge } = await (await rapport.client()).challenge();
  const claim = { challenge, log: rapport.server.origin, participant, office };
  const note = Buffer.from(await signSignIn(claim, rapport.signer(participant, office))).toString('utf8');
  const headers = { 'user-agent': firefox };
  const answer = await rapport.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { note },
    headers,
  });
  return answer.cookies[0]?.value ?? '';
}

async function ask(cookie: string, method: 'GET' | 'DELETE' = 'GET', url = '/api/v1/session') {
  const answer = await rapport.app.inject({ method, url, cookies: { rapport_session: cookie } });
  return { status: answer.statusCode, next: answer.cookies[0]?.value, json: () => answer.json() as never };
}

interface Listed {
  readonly id: string;
  readonly device: string;
  readonly isThis: boolean;
}

async function list(cookie: string): Promise<Listed[]> {
  const { json } = await ask(cookie, 'GET', '/api/v1/sessions');
  return (json() as { sessions: Listed[] }).sessions;
}

/** Lets time pass for every session, as the database sees it. */
async function pass(interval: string): Promise<void> {
  await rapport.server.db.query(
    `update sessions set rotated_at = rotated_at - $1::interval, previous_until = previous_until - $1::interval,
      used_at = used_at - $1::interval`,
    [interval],
  );
}

describe('one’s own sessions', () => {
  test('are those of the office, with what kind of device and which is this one', async () => {
    const [here] = [await signIn('MN'), await signIn('MN'), await signIn('MN', 'signing-officer')];
    const sessions = await list(here ?? '');
    expect(sessions.map(({ device }) => device)).toEqual(['firefox/windows', 'firefox/windows']);
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain(here);
    expect((await rapport.app.inject({ url: '/api/v1/sessions' })).statusCode).toBe(401);
  });

  test('are ended one by one or all others at once, by their own office alone', async () => {
    const [here, there, third] = [await signIn('UZ'), await signIn('UZ'), await signIn('UZ')];
    const other = (await list(there)).find(({ isThis }) => isThis)?.id ?? '';
    const stranger = await signIn('AZ');
    expect((await ask(stranger, 'DELETE', `/api/v1/sessions/${other}`)).status).toBe(404);
    expect((await ask('', 'DELETE', `/api/v1/sessions/${other}`)).status).toBe(401);
    expect((await ask(here, 'DELETE', `/api/v1/sessions/${other}`)).status).toBe(204);
    expect((await ask(there)).status).toBe(204); // nobody is signed in there any more
    expect((await ask(third)).status).toBe(200);
    expect((await ask(here, 'DELETE', '/api/v1/sessions')).status).toBe(204);
    expect([(await ask(third)).status, (await ask(here)).status, (await ask(stranger)).status]).toEqual([
      204, 200, 200,
    ]);
    expect((await ask(here, 'DELETE', '/api/v1/sessions/x')).status).toBe(400);
  });
});

describe('the token of a browser', () => {
  test('is exchanged after a while; the old one serves a minute more', async () => {
    const first = await signIn();
    expect((await ask(first)).next).toBeUndefined();
    await pass('16 minutes');
    const { status, next = '' } = await ask(first);
    expect([status, next.length]).toEqual([200, 43]);
    expect(next).not.toBe(first);
    expect(await ask(first)).toMatchObject({ status: 200, next: undefined }); // was under way
    expect(await ask(next)).toMatchObject({ status: 200, next: undefined });
    expect((await list(next)).filter(({ isThis }) => isThis)).toHaveLength(1);
  });

  test('that was copied ends the session when it comes back late', async () => {
    const first = await signIn();
    await pass('16 minutes');
    const { next = '' } = await ask(first);
    expect((await ask(next)).status).toBe(200);
    await pass('2 minutes');
    expect((await ask(first)).status).toBe(204);
    expect((await ask(next)).status).toBe(204); // whoever of the two is the thief
  });

  test('that never arrived is given again, and nobody is signed out by a bad line', async () => {
    const first = await signIn();
    await pass('16 minutes');
    const lost = (await ask(first)).next ?? '';
    await pass('2 minutes');
    const { status, next = '' } = await ask(first);
    expect([status, next.length]).toEqual([200, 43]);
    expect((await ask(lost)).status).toBe(204);
    expect((await ask(next)).status).toBe(200);
    const both = await Promise.all([ask(first), ask(next)]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
  });

  test('of two requests at once is exchanged once', async () => {
    const first = await signIn();
    await pass('16 minutes');
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(first)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.filter(({ next }) => next !== undefined)).toHaveLength(1);
  });

  test('of a program stays, and a session that nobody uses ends', async () => {
    const token = await signIn();
    await pass('16 minutes');
    const bearer = { authorization: `Bearer ${token}` };
    const answer = await rapport.app.inject({ url: '/api/v1/session', headers: bearer });
    expect([answer.statusCode, answer.cookies]).toEqual([200, []]);
    await pass('3 hours');
    expect((await ask(token)).status).toBe(204);
    expect((await rapport.app.inject({ url: '/api/v1/session', headers: bearer })).statusCode).toBe(401);
  });
});

test('of what a browser says of itself only its kind is kept', () => {
  expect(deviceOf(firefox)).toBe('firefox/windows');
  expect(
    deviceOf('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'),
  ).toBe('chrome/android');
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'safari/ios',
  );
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('edge/linux');
  for (const other of [undefined, '', 'rapport/0.1', 'x'.repeat(5000)])
    expect(deviceOf(other)).toBe('program');
});
