import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  enterAddress,
  mailSettings,
  offerDraft,
  stormDraft,
  strait,
  worksDraft,
} from '../testing/mail-reader.ts';
import { type MailServer, openMailServer, type TakenMail } from '../testing/mail-server.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { lookAndDeliver } from './mail-tasks.ts';
import { listReminders, remindParticipant, tellNoMore, tellOffice } from './tell-office.ts';
import { watchClocks } from './watch-clocks.ts';

let test_: TestServer;
let mails: MailServer;
beforeAll(async () => {
  mails = await openMailServer();
  test_ = await openTestServer({ ...mailSettings(mails.url), ...strait });
  await enterAddress(test_, mails, 'QN', 'qn@mfa.example');
  await enterAddress(test_, mails, 'QO', 'qo@mfa.example', { language: 'ru', zone: 'Asia/Tashkent' });
  await enterAddress(test_, mails, 'QP', 'qp@mfa.example', { language: 'ar' });
  await enterAddress(test_, mails, 'QO', 'qo-ar@mfa.example', { language: 'ar', zone: 'Etc/GMT-3' });
});
afterAll(async () => {
  await test_.close();
  await mails.close();
});

const hour = 3_600_000;

/** Lets time pass, and gives what came to an address meanwhile. */
async function told(
  address: string,
  work: () => Promise<unknown> = async () => undefined,
): Promise<TakenMail[]> {
  const before = mails.to(address).length;
  await work();
  await lookAndDeliver(test_.server);
  return mails.to(address).slice(before);
}

const subjects = (taken: readonly TakenMail[]): (string | undefined)[] =>
  taken.map(({ parsed }) => parsed.subject);

test('a notice that asks for a reply is told to whom it names, in their language, and to nobody else', async () => {
  const before = mails.to('qp@mfa.example').length;
  let id = '';
  const [mail, ...others] = await told('qn@mfa.example', async () => {
    id = (await fileDraft(test_, stormDraft())).id;
  });
  expect(others).toEqual([]);
  expect(mail?.parsed.subject).toMatch(/^\[CLS\] Reply requested: CLS\/NOT\/QM\/2027\/\d{4}$/);
  expect(mail?.text).toContain(`https://rapport.example/sign-in?to=/threads/${id}`);
  expect(mail?.text).toMatch(/Due, your time: \d+ January 2027 at \d\d:\d\d GMT\+8/);
  expect(mail?.text).toMatch(/Due, time of .+: \d+ January 2027 at \d\d:\d\d GMT\+\d/);
  const russian = mails.to('qo@mfa.example').at(-1);
  expect(russian?.parsed.subject).toContain('Просьба об ответе: CLS/NOT/QM/2027/');
  expect(russian?.text).toContain('Мера: ');
  const arabic = mails.to('qo-ar@mfa.example').at(-1);
  expect(arabic?.parsed.subject).toContain('طلب رد: ');
  expect(arabic?.text).toContain('من: ألمارا');
  expect(mails.to('qp@mfa.example')).toHaveLength(before);
});

test('headers let a program stop mails with one click, and keep programs from answering', async () => {
  const mail = mails.to('qn@mfa.example').at(-1);
  const { headers } = mail?.parsed ?? { headers: new Map<string, unknown>() };
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail?.raw.replaceAll(/\r\n /g, ' ')).toMatch(
    /List-Unsubscribe: +<https:\/\/rapport\.example\/api\/v1\/mail\/stops\/[\w.-]+>/,
  );
  expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(mail?.raw).toMatch(/Message-ID: <[0-9a-f-]{36}@rapport\.example>/);
  expect(mail?.parsed.html).toBe(false);
});

test('no mail says what a notice says', async () => {
  const mark = 'Pumps of Silence 7c1f';
  const taken = await told('qp@mfa.example', () => fileDraft(test_, worksDraft(mark)));
  expect(taken).toHaveLength(1);
  const all = mails.mails.map(({ raw, text, parsed }) => `${raw}${text}${parsed.subject}`).join('\n');
  expect(all).not.toContain('Pumps of Silence');
  expect(all).not.toContain(Buffer.from(mark).toString('base64').slice(0, 20));
});

describe('a thread that names others', () => {
  test('is told to nobody outside it, at any step and at any time', async () => {
    const before = mails.to('qp@mfa.example').length;
    const { id, reference } = await fileDraft(test_, stormDraft());
    await fileDraft(test_, offerDraft(id));
    await lookAndDeliver(test_.server);
    for (let hours = 0; hours < 400; hours += 20) {
      test_.now += 20 * hour;
      await lookAndDeliver(test_.server);
    }
    const since = mails.to('qp@mfa.example').slice(before); // of threads to all there may be some
    expect(since.filter(({ raw, text }) => `${raw}${text}`.includes(id))).toEqual([]);
    const foreign = mails.to('qp@mfa.example').map(({ raw, text }) => raw + text);
    expect(foreign.join()).not.toContain(reference);
  });

  test('even where a row of the outbox says so', async () => {
    const { id } = await fileDraft(test_, stormDraft());
    await lookAndDeliver(test_.server);
    const { rows } = await test_.server.db.query<{ id: string }>(
      "select id from mail_addresses where address = 'qp@mfa.example'",
    );
    for (const telling of [
      { kind: 'notice', notice: id },
      { kind: 'question', notice: id },
    ])
      await test_.server.db.query(
        `insert into mail_outbox (address, event, kind, about, asked_at, send_at) values ($1, $2, 'notice', $3, 0, 0)`,
        [rows[0]?.id, `forged ${telling.kind}`, JSON.stringify(telling)],
      );
    expect(await told('qp@mfa.example')).toEqual([]);
  });
});

describe('a clock that runs out', () => {
  /** What is told of a thread at an instant; asked for again at once, nothing more is. */
  async function said(address: string, thread: string, at: number): Promise<string[]> {
    test_.now = at;
    const taken = await told(address);
    expect(await told(address)).toEqual([]);
    return taken.map(({ text }) => text).filter((text) => text.includes(thread));
  }

  async function dueOf(participant: string, thread: string): Promise<number> {
    const client = await test_.client(participant);
    const { items } = await client.clockItems({ side: 'owed', state: 'running', limit: 200 });
    return items.find((item) => item.thread === thread)?.due ?? Number.NaN;
  }

  test('is told of at half time, a day and two hours before, once each', async () => {
    const { id } = await fileDraft(test_, worksDraft('Dredging'));
    await told('qp@mfa.example');
    const [begun, due] = [test_.now, await dueOf('QP', id)];
    const half = (begun + due) / 2;
    expect(await said('qp@mfa.example', id, half - hour)).toEqual([]);
    expect((await said('qp@mfa.example', id, half + 1000))[0]).toContain('انقضى نصف المهلة');
    expect((await said('qp@mfa.example', id, due - 24 * hour + 1000))[0]).toContain('خلال يوم واحد');
    expect((await said('qp@mfa.example', id, due - 2 * hour + 1000))[0]).toContain('خلال ساعتين');
    expect(await said('qp@mfa.example', id, due + 1000)).toEqual([]);
  });

  test('is told of no more once the reply is there', async () => {
    const { id } = await fileDraft(test_, stormDraft());
    await told('qn@mfa.example');
    const due = await dueOf('QN', id);
    expect(await said('qn@mfa.example', id, due - 24 * hour + 1000)).toHaveLength(1); // half time, and a day
    await fileDraft(test_, offerDraft(id));
    expect(await said('qn@mfa.example', id, due - 2 * hour + 1000)).toEqual([]);
  });

  test('and is answered after it was put into the outbox, is told of no more either', async () => {
    const { id } = await fileDraft(test_, stormDraft());
    await told('qn@mfa.example');
    test_.now = (await dueOf('QN', id)) - 24 * hour + 1000;
    await watchClocks(test_.server);
    await fileDraft(test_, offerDraft(id));
    expect((await told('qn@mfa.example')).filter(({ text }) => text.includes(id))).toEqual([]);
  });
});

test('what a draft waits for is told to its own office, and taken back when it is done', async () => {
  const telling = { kind: 'draft', what: 'waits', measure: 'storm-help', path: '/drafts/7' } as const;
  const tell = (office: string, event: string) =>
    tellOffice(test_.server.db, { participant: 'QN', office, event, telling }, test_.now);
  expect(await tell('signing-officer', 'draft 7')).toBe(0);
  const [mail] = await told('qn@mfa.example', () => tell('focal-point', 'draft 7'));
  expect(mail?.parsed.subject).toBe('[CLS] A draft awaits your signature');
  expect(mail?.text).toContain('https://rapport.example/sign-in?to=/drafts/7');
  await tell('focal-point', 'draft 8');
  await tellNoMore(test_.server.db, 'draft 8', test_.now);
  expect(await told('qn@mfa.example', () => tell('focal-point', 'draft 7'))).toEqual([]);
});

test('who wrote a draft is told that it was returned', async () => {
  const drafter = await test_.client('QN', 'focal-point');
  const signer = await test_.client('QN', 'signing-officer');
  const id = randomUUID();
  const [measure] = test_.server.organisation.measures.filter((one) => one.id === 'storm-help');
  const place = { measure: 'storm-help', edition: measure?.edition ?? '', step: 'ask' };
  const content = { answers: stormDraft().answers, files: [] };
  const { revision } = await drafter.keepDraft(id, { participant: 'QN', place, base: 0, content });
  await drafter.actOnDraft(id, { act: 'hand-over', revision });
  await told('qn@mfa.example');
  const [mail, ...others] = await told('qn@mfa.example', () =>
    signer.actOnDraft(id, { act: 'return', revision, remark: 'Which harbour?' }),
  );
  expect(others).toEqual([]);
  expect(mail?.parsed.subject).toContain('[CLS] ');
  expect(mail?.text).toContain('https://rapport.example/sign-in?to=/desk');
  expect(mail?.text).not.toContain('harbour');
});

test('a courtesy reminder of the secretariat is recorded, names nobody, and is never sharp', async () => {
  const remind = (participant: string) =>
    remindParticipant(
      test_.server.db,
      { participant, template: 'courtesy', byOffice: 'secretariat', measure: 'storm-help' },
      test_.now,
    );
  const [mail] = await told('qo@mfa.example', async () => expect((await remind('QO')).told).toBe(2));
  expect(mail?.text).toContain('Секретариат свидетельствует свое уважение');
  expect(await remind('QR')).toMatchObject({ told: 0 });
  const recorded = await listReminders(test_.server.db, 10);
  expect(recorded.map(({ participant, told: to }) => [participant, to])).toEqual(
    expect.arrayContaining([
      ['QO', 2],
      ['QR', 0],
    ]),
  );
});

test('a sign-in from a new kind of device is told of, one from a known kind is not', async () => {
  const signIn = async (agent: string) => {
    const { challenge } = await (await test_.client()).challenge();
    const { signSignIn } = await import('@rapport/api');
    const claim = { challenge, log: test_.server.origin, participant: 'QN', office: 'focal-point' };
    const note = Buffer.from(await signSignIn(claim, test_.signer('QN', 'focal-point'))).toString('utf8');
    const headers = { 'user-agent': agent };
    await test_.app.inject({ method: 'POST', url: '/api/v1/sessions', headers, payload: { note } });
  };
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const [mail] = await told('qn@mfa.example', () => signIn(firefox));
  expect(mail?.text).toContain('Device: Firefox, Linux');
  expect(await told('qn@mfa.example', () => signIn(firefox))).toEqual([]);
});

test('nothing is told twice, however often and by however many processes it is looked for', async () => {
  const taken = await told('qn@mfa.example', async () => {
    for (let count = 0; count < 2; count += 1) await fileDraft(test_, stormDraft());
    await Promise.all([1, 2, 3, 4].map(() => lookAndDeliver(test_.server)));
  });
  expect(subjects(taken)).toHaveLength(2);
  expect(new Set(subjects(taken)).size).toBe(2);
});

test('more at once than a few is told in one mail', async () => {
  test_.now += 2 * hour;
  const taken = await told('qn@mfa.example', async () => {
    for (let count = 0; count < 5; count += 1) await fileDraft(test_, stormDraft());
  });
  expect(subjects(taken)).toEqual(['[CLS] Matters for your attention: 5']);
  expect(taken[0]?.text).toContain('5. A notice that asks your side for a reply');
});
