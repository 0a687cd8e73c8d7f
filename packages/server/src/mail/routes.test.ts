import { ProblemError } from '@rapport/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAddress, everything, mailSettings, stormDraft, strait } from '../testing/mail-reader.ts';
import { type MailServer, openMailServer } from '../testing/mail-server.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { confirmMs } from './addresses.ts';
import { lookAndDeliver } from './mail-tasks.ts';

let test_: TestServer;
let mails: MailServer;
beforeAll(async () => {
  mails = await openMailServer();
  test_ = await openTestServer({ ...mailSettings(mails.url), ...strait });
});
afterAll(async () => {
  await test_.close();
  await mails.close();
});

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
const entered = async (participant: string, office = 'focal-point') =>
  (await (await test_.client(participant, office)).mailAddresses()).addresses;

test('nothing but the link to confirm goes to an address before it is confirmed', async () => {
  const client = await test_.client('QN');
  await client.enterMailAddress({ ...everything, address: 'first@mfa.example', language: 'ar' });
  await fileDraft(test_, stormDraft());
  await lookAndDeliver(test_.server);
  const [mail, ...others] = mails.to('first@mfa.example');
  expect(others).toEqual([]);
  expect(mail?.parsed.subject).toBe('[ممف] يرجى تأكيد هذا العنوان');
  expect(mail?.text).not.toContain('/mail/stop#');
  const [, code = ''] = /\/mail\/confirm#(\S+)/.exec(mail?.text ?? '') ?? [];
  await client.confirmMailAddress(code);
  await client.confirmMailAddress(code); // twice is no matter
  expect(await entered('QN')).toMatchObject([{ address: 'first@mfa.example', confirmed: test_.now }]);
});

test('an address that nobody confirms is gone after three days, and its link is good no more', async () => {
  const client = await test_.client('QO');
  await client.enterMailAddress({ ...everything, address: 'wrong@elsewhere.example' });
  await lookAndDeliver(test_.server);
  const [, code = ''] =
    /\/mail\/confirm#(\S+)/.exec(mails.to('wrong@elsewhere.example')[0]?.text ?? '') ?? [];
  test_.now += confirmMs + 1;
  expect(await codeOf(client.confirmMailAddress(code))).toBe('mail-link-refused');
  await lookAndDeliver(test_.server);
  expect(await entered('QO')).toEqual([]);
  expect(await codeOf(client.confirmMailAddress(code))).toBe('mail-link-refused');
});

test('the link of one purpose is not good for another, and none can be guessed', async () => {
  const [own] = await entered('QN');
  const { codes } = test_.server.mail;
  const client = await test_.client();
  const stop = codes.make('stop', own?.id ?? '');
  expect(await codeOf(client.confirmMailAddress(stop))).toBe('mail-link-refused');
  for (const code of [
    'x',
    `${own?.id}.`,
    `${own?.id}.${'A'.repeat(43)}`,
    codes.make('confirm', own?.id ?? ''),
  ])
    expect([code, await codeOf(client.stopMail(code))]).toEqual([code, 'mail-link-refused']);
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a mail program stops mails with one click, as %s, without signing in',
  async (type) => {
    await enterAddress(test_, mails, 'QN', `stops-${type.length}@mfa.example`);
    const own = (await entered('QN')).find((one) => one.address.startsWith(`stops-${type.length}@`));
    const url = `/api/v1/mail/stops/${test_.server.mail.codes.make('stop', own?.id ?? '')}`;
    const payload = 'List-Unsubscribe=One-Click';
    const answer = await test_.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': type },
      payload,
    });
    expect(answer.statusCode).toBe(204);
    await fileDraft(test_, stormDraft());
    await lookAndDeliver(test_.server);
    expect(mails.to(own?.address ?? '')).toHaveLength(1); // the one to confirm
    const after = (await entered('QN')).find(({ id }) => id === own?.id);
    expect(after).toMatchObject({ pausedFor: 'stopped' });
  },
);

test('other routes still refuse forms', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const url = '/api/v1/mail/confirmations';
  const answer = await test_.app.inject({ method: 'POST', url, headers, payload: 'code=x' });
  expect(answer.statusCode).toBe(415);
});

test('offices see and erase the addresses of their own participant, and of no other; only its own office changes one', async () => {
  const [first] = await entered('QN');
  const id = first?.id ?? '';
  const { address: _, ...wish } = { ...everything, address: '', pace: 'weekly' as const };
  expect(await entered('QP')).toEqual([]);
  const [stranger, colleague, own] = [
    await test_.client('QP'),
    await test_.client('QN', 'signing-officer'),
    await test_.client('QN'),
  ];
  expect(await codeOf(stranger.changeMailAddress(id, wish))).toBe('not-found');
  expect(await codeOf(stranger.eraseMailAddress(id))).toBe('not-found');
  expect(await codeOf(colleague.changeMailAddress(id, wish))).toBe('not-found');
  expect((await colleague.mailAddresses()).addresses[0]).toMatchObject({ id, isOwn: false });
  await own.changeMailAddress(id, wish);
  expect((await own.mailAddresses()).addresses[0]).toMatchObject({ id, isOwn: true, pace: 'weekly' });
  await colleague.eraseMailAddress(id);
  const left = await test_.server.db.query('select from mail_outbox where address = $1', [id]);
  expect([left.rowCount, (await entered('QN')).some((one) => one.id === id)]).toEqual([0, false]);
});

test('what is no address, zone or wish is refused, and the same address twice', async () => {
  const client = await test_.client('QR');
  const enter = (change: object) =>
    codeOf(client.enterMailAddress({ ...everything, address: 'qr@mfa.example', ...change }));
  expect(await enter({})).toBeUndefined();
  expect(await enter({ address: 'QR@mfa.example' })).toBe('mail-address-refused');
  const wrong = [
    { address: 'a@b.example\r\nBcc: c@d.example' },
    { address: 'Somebody <a@b.example>' },
    { address: 'nowhere' },
    { zone: 'Mars/Olympus' },
    { kinds: ['everything'] },
    { quiet: { from: 60 } },
    { quiet: { from: 60, until: 1440 } },
    { language: 'xx' },
  ];
  for (const change of wrong) expect([change, await enter(change)]).toEqual([change, 'body-form']);
});

test('changed wishes hold for what waits already: quiet hours keep it back and lose nothing', async () => {
  const at = 'quiet@mfa.example';
  await enterAddress(test_, mails, 'QO', at, { zone: 'UTC', pace: 'weekly' });
  const [own] = (await entered('QO')).filter(({ address }) => address === at);
  await fileDraft(test_, stormDraft());
  await lookAndDeliver(test_.server);
  expect(mails.to(at)).toHaveLength(1);
  const { address: _, ...wish } = { ...everything, address: '' };
  const now = new Date(test_.now);
  const minutes = now.getUTCHours() * 60 + now.getUTCMinutes();
  const quiet = { from: minutes, until: (minutes + 120) % 1440 };
  await (await test_.client('QO')).changeMailAddress(own?.id ?? '', { ...wish, zone: 'UTC', quiet });
  await lookAndDeliver(test_.server);
  expect(mails.to(at)).toHaveLength(1);
  test_.now += 2 * 3_600_000;
  await lookAndDeliver(test_.server);
  expect(mails.to(at)).toHaveLength(2);
});
