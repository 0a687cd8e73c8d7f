import { afterEach, beforeEach, expect, test } from 'vitest';
import { addJob } from '../jobs/add-job.ts';
import { enterAddress, mailSettings, stormDraft, strait } from '../testing/mail-reader.ts';
import { type MailServer, openMailServer } from '../testing/mail-server.ts';
import { type ServerProcess, startedProcess } from '../testing/server-process.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { lookAndDeliver } from './mail-tasks.ts';

const address = 'qn@mfa.example';
let test_: TestServer;
let mails: MailServer;
let settings: Record<string, string>;
beforeEach(async () => {
  mails = await openMailServer();
  settings = { ...mailSettings(mails.url), ...strait };
  test_ = await openTestServer(settings, Date.now()); // as another process on the same database sees it
});
afterEach(async () => {
  await test_.close();
  await mails.close();
});

const ownAddress = async () => (await (await test_.client('QN')).mailAddresses()).addresses[0];
const count = () => mails.to(address).length;

test('an address that its server refuses for good is paused, its holder sees why, and takes it up again', async () => {
  await enterAddress(test_, mails, 'QN', address);
  mails.behave('refuses-address');
  await fileDraft(test_, stormDraft());
  await lookAndDeliver(test_.server);
  expect(await ownAddress()).toMatchObject({ address, pausedFor: '550' });
  mails.behave('takes');
  const before = count();
  await lookAndDeliver(test_.server);
  expect(count()).toBe(before);
  const id = (await ownAddress())?.id ?? '';
  await (await test_.client('QN')).confirmMailAddress(test_.server.mail.codes.make('confirm', id));
  await lookAndDeliver(test_.server);
  expect(count()).toBe(before + 1); // held back, not lost
});

test('a busy mail server is tried again, later and later, and the mail is sent once', async () => {
  await enterAddress(test_, mails, 'QN', address);
  mails.behave('busy');
  await fileDraft(test_, stormDraft());
  const before = count();
  for (let minutes = 0; minutes < 10; minutes += 1) {
    await lookAndDeliver(test_.server);
    test_.now += 60_000;
  }
  const { rows } = await test_.server.db.query<{ attempts: number }>('select attempts from mail_addresses');
  expect(rows[0]?.attempts).toBe(4); // at 0, 1, 3 and 7 minutes
  mails.behave('takes');
  test_.now += 3_600_000;
  await lookAndDeliver(test_.server);
  await lookAndDeliver(test_.server);
  expect(count()).toBe(before + 1);
});

test('a mail server that is gone holds up neither filings nor pages, and no secret is journalled', async () => {
  await enterAddress(test_, mails, 'QN', address);
  await mails.close();
  const { id } = await fileDraft(test_, stormDraft());
  await lookAndDeliver(test_.server);
  expect((await (await test_.client('QN')).notice(id)).id).toBe(id);
  mails = await openMailServer();
});

test('while a mail server hangs, filings are taken in, and a kill sends the same mail again by the same name', async () => {
  await enterAddress(test_, mails, 'QN', address);
  const processSettings = {
    ...settings,
    RAPPORT_DATABASE_URL: test_.databaseUrl,
    RAPPORT_DATA: test_.dataFolder,
  };
  await fileDraft(test_, stormDraft());
  const before = count();
  mails.behave('takes-and-hangs');
  let running: ServerProcess = await startedProcess(processSettings);
  const patience = { timeout: 30_000 };
  try {
    await addJob(test_.server.db, 'mail', {});
    await expect.poll(count, patience).toBe(before + 1);
    expect((await fileDraft(test_, stormDraft())).index).toBeGreaterThan(0); // the mail server still hangs
    await running.stop('SIGKILL');
    mails.behave('takes');
    running = await startedProcess(processSettings);
    await addJob(test_.server.db, 'mail', {});
    await expect.poll(count, patience).toBe(before + 3); // once more, and the second notice
    await lookAndDeliver(test_.server);
    expect(count()).toBe(before + 3);
    const names = mails.to(address).map(({ parsed }) => parsed.messageId);
    expect(new Set(names).size).toBe(names.length - 1);
    expect(running.printed()).not.toContain(address);
  } finally {
    await running.stop();
  }
});
