import type { AddressInfo } from 'node:net';
import { signSignIn } from '@rapport/api';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { findLive } from '../sessions/session-store.ts';
import { exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { EventStreams } from './event-stream.ts';
import { LiveUpdates } from './live-updates.ts';
import { LogListener } from './log-listener.ts';

let test_: TestServer;
let base: string;
const closers: (() => unknown)[] = [];

/** A second server process would look like this: its own listener on the same database. */
beforeAll(async () => {
  test_ = await openTestServer();
  const streams = new EventStreams((tokens) => findLive(test_.server.db, tokens));
  const app = await createApp({ ...test_.server, streams }, pino({ level: 'silent' }));
  const updates = new LiveUpdates(test_.server.db, streams, 'CICA', () => undefined);
  const listener = new LogListener(
    test_.databaseUrl,
    (size) => updates.tell(size),
    () => undefined,
  );
  await listener.open();
  await app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  closers.push(
    () => streams.close(),
    () => app.close(),
    () => listener.close(),
    () => test_.close(),
  );
});
afterAll(async () => {
  for (const close of closers) await close();
});

async function tokenOf(participant: string): Promise<string> {
  const { challenge } = await (await test_.client()).challenge();
  const claim = { challenge, log: test_.server.origin, participant, office: 'focal-point' };
  const note = Buffer.from(await signSignIn(claim, test_.signer(participant, 'focal-point'))).toString(
    'utf8',
  );
  const answer = await test_.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { note } });
  return answer.json().token as string;
}

/** Listens as a participant; `ids` fills with the notices told of. */
async function listen(participant: string | undefined, lastEventId?: string) {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  if (participant !== undefined) headers['authorization'] = `Bearer ${await tokenOf(participant)}`;
  const stop = new AbortController();
  const answer = await fetch(`${base}/api/v1/events`, { headers, signal: stop.signal });
  const heard = {
    text: '',
    ids: (): string[] =>
      [...heard.text.matchAll(/event: notice\n.*\ndata: \{"id":"([0-9a-f]+)"/g)].map((m) => m[1] ?? ''),
  };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) heard.text += decoder.decode(chunk as Uint8Array);
  })().catch(() => undefined);
  closers.unshift(() => stop.abort());
  await expect.poll(() => heard.text).toContain('event: head');
  return heard;
}

test('a notice is told to its audience at once, from whichever process took it in, and to nobody else', async () => {
  const [sender, addressee, other, anybody] = await Promise.all([
    listen('KZ'),
    listen('MN'),
    listen('TJ'),
    listen(undefined),
  ]);
  const { id, index } = await fileDraft(test_, exerciseDraft());
  await expect.poll(() => addressee.ids()).toEqual([id]);
  await expect.poll(() => sender.ids()).toEqual([id]);
  await expect.poll(() => anybody.text).toContain(`"size":${index + 1}`);
  await expect.poll(() => other.text).toContain(`"size":${index + 1}`);
  expect([other.text, anybody.text].join()).not.toContain(id);
});

test('who was away is told what it missed', async () => {
  const first = await fileDraft(test_, exerciseDraft());
  const second = await fileDraft(test_, exerciseDraft());
  const back = await listen('MN', String(first.index));
  await expect.poll(() => back.ids()).toEqual([first.id, second.id]);
});

test('a stream ends with its session: who has signed out is told of nothing more', async () => {
  const token = await tokenOf('MN');
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${base}/api/v1/events`, { headers, signal: stop.signal });
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk as Uint8Array);
  })().catch(() => undefined);
  await expect.poll(() => text).toContain('event: head');
  await test_.app.inject({ method: 'DELETE', url: '/api/v1/session', headers });
  const { id } = await fileDraft(test_, exerciseDraft());
  await ended;
  stop.abort();
  expect(text).not.toContain(id);
});

test('HEAD of the event stream is answered at once', async () => {
  const answer = await fetch(`${base}/api/v1/events`, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  expect(answer.status).toBe(404);
});
