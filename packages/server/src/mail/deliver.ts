import { randomUUID } from 'node:crypto';
import { paths } from '@rapport/api';
import { type Queryable, transaction } from '../db/connect.ts';
import { isKeyValid, validKeys } from '../people/verify-invitation.ts';
import { type Address, addressColumns, addressOf, pauseAddress } from './addresses.ts';
import type { MailCodes } from './codes.ts';
import { compose, type Mail } from './compose.ts';
import { type Entry, type Judging, judgeTelling } from './judge-telling.ts';
import type { Telling } from './kinds.ts';
import { NotTaken, type Postal } from './postal.ts';
import { afterQuiet } from './when-to-send.ts';

/** What mails are delivered with. */
export interface Delivering extends Judging {
  /** Absent: what would have been sent is kept to be shown. */
  readonly postal: Postal | undefined;
  readonly publicUrl: string;
  readonly codes: MailCodes;
}

const hourMs = 3_600_000;
/** The most mails to one address in an hour: what is more waits, and is told together. */
const hourlyMax = 8;
/** More things than so many at once are told in one mail. */
const apartMax = 3;

/**
 * Sends what is due, address by address, until nothing is left. Each address is held by one process while its mail is
 * handed over; a process that is killed lets go of it, and the same mail, by the same name, is handed over again.
 * Where the mail server gives no answer at all, the rest waits for the next time.
 */
export async function deliverDue(delivering: Delivering): Promise<void> {
  const done: string[] = [];
  for (;;) {
    const address = await nextAddress(delivering, done);
    if (address === undefined) return;
    const outcome = await deliverTo(delivering, address);
    if (outcome === 'no-answer') return;
    if (outcome === 'done') done.push(address);
  }
}

/** Whether there may be more for an address, whether it is done with for now, or whether no mail server answered. */
type Outcome = 'more' | 'done' | 'no-answer';

async function nextAddress({ db, now }: Delivering, done: readonly string[]): Promise<string | undefined> {
  const { rows } = await db.query<{ address: string }>(
    `select o.address from mail_outbox o join mail_addresses a on a.id = o.address
      where o.sent_at is null and o.moot_at is null and o.send_at <= $1 and a.paused_at is null
        and (a.retry_at is null or a.retry_at <= $1) and (a.confirmed_at is not null or o.kind = 'confirm')
        and not o.address = any($2::uuid[])
      order by o.send_at, o.id limit 1`,
    [now(), done],
  );
  return rows[0]?.address;
}

/** Sends one mail to an address. */
async function deliverTo(delivering: Delivering, id: string): Promise<Outcome> {
  const mail = await chooseMail(delivering, id);
  if (mail === undefined) return 'done';
  return transaction(delivering.db, 'begin', async (tx) => {
    const held = await holdAddress(tx, id);
    const rows = held === undefined ? [] : await readMail(tx, mail);
    if (held === undefined || rows.length === 0) return 'done';
    const entries = await judgeAll(delivering, held, rows);
    if (entries.length === 0) {
      await settle(tx, 'moot_at', mail, delivering.now());
      return 'more';
    }
    return handOver(tx, delivering, held, mail, entries);
  });
}

interface OutboxRow {
  id: number;
  about: Telling;
}

async function holdAddress(tx: Queryable, id: string): Promise<Address | undefined> {
  const { rows } = await tx.query<Parameters<typeof addressOf>[0]>(
    `select ${addressColumns} from mail_addresses a where a.id = $1 and a.paused_at is null for update skip locked`,
    [id],
  );
  return rows.map(addressOf)[0];
}

/** Settles which things the next mail to an address tells of, and its name, before anything leaves. */
async function chooseMail({ db, now }: Delivering, id: string): Promise<string | undefined> {
  return transaction(db, 'begin', async (tx) => {
    const address = await holdAddress(tx, id);
    if (address === undefined) return undefined;
    const at = now();
    const { rows } = await tx.query<{ id: number; kind: Telling['kind']; mail: string | null }>(
      `select id, kind, mail from mail_outbox where address = $1 and sent_at is null and moot_at is null and send_at <= $2
          and ($3 or kind = 'confirm') order by mail nulls last, send_at, id`,
      [id, at, address.confirmedAt !== undefined],
    );
    const [first] = rows;
    if (first === undefined) return undefined;
    if (first.mail !== null) return first.mail;
    const later = first.kind === 'confirm' ? at : waitsUntil(address, at);
    if (later > at) {
      const waiting =
        'address = $1 and sent_at is null and moot_at is null and mail is null and send_at < $2';
      await tx.query(`update mail_outbox set send_at = $2 where ${waiting}`, [id, later]);
      return undefined;
    }
    const isTogether = first.kind !== 'confirm' && (address.pace !== 'immediate' || rows.length > apartMax);
    const chosen = isTogether ? rows.filter(({ kind }) => kind !== 'confirm') : [first];
    const mail = randomUUID();
    await tx.query('update mail_outbox set mail = $1 where id = any($2::bigint[])', [
      mail,
      chosen.map((row) => row.id),
    ]);
    return mail;
  });
}

/** Quiet hours may have begun meanwhile, and nobody gets more than so many mails an hour. */
function waitsUntil(address: Address, now: number): number {
  const recent = address.recent.filter((at) => at > now - hourMs);
  const oldest = recent.length >= hourlyMax ? Math.min(...recent) + hourMs : now;
  return afterQuiet(Math.max(now, oldest), address);
}

async function readMail(tx: Queryable, mail: string): Promise<OutboxRow[]> {
  const sql =
    'select id, about from mail_outbox where mail = $1 and sent_at is null and moot_at is null order by id';
  return (await tx.query<OutboxRow>(sql, [mail])).rows;
}

async function settle(
  tx: Queryable,
  column: 'sent_at' | 'moot_at',
  mail: string,
  now: number,
): Promise<void> {
  await tx.query(`update mail_outbox set ${column} = $2 where mail = $1`, [mail, now]);
}

async function judgeAll(
  delivering: Delivering,
  address: Address,
  rows: readonly OutboxRow[],
): Promise<Entry[]> {
  if (!(await isHolderIn(delivering, address))) return [];
  const entries: Entry[] = [];
  for (const { about } of rows) {
    const entry = await judgeTelling(delivering, address, about);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

/** Whether whoever entered the address could sign in still: an office without a key is told nothing. */
async function isHolderIn({ db, readRegister, now }: Delivering, address: Address): Promise<boolean> {
  const register = await readRegister();
  const { participant, office, person } = address;
  if (person === undefined) return validKeys(register, participant, office, now()).length > 0;
  const { rows } = await db.query<{ keyId: string }>(
    'select i.key_id as "keyId" from people p join invitations i on i.id = p.invitation where p.id = $1',
    [person],
  );
  return rows[0] !== undefined && isKeyValid(register, participant, rows[0].keyId, now());
}

async function handOver(
  tx: Queryable,
  delivering: Delivering,
  address: Address,
  mail: string,
  entries: readonly Entry[],
): Promise<Outcome> {
  const { postal, publicUrl, codes } = delivering;
  const stop = codes.make('stop', address.id);
  const composed = compose(address, entries, {
    organisation: delivering.organisation,
    publicUrl,
    confirmUrl: `${publicUrl}/mail/confirm#${codes.make('confirm', address.id)}`,
    stopUrl: `${publicUrl}/mail/stop#${stop}`,
  });
  if (postal === undefined) await keepToShow(tx, address, composed, delivering.now());
  else {
    const oneClickUrl = `${publicUrl}${paths.mailStop(stop)}`;
    const messageId = `<${mail}@${new URL(publicUrl).hostname}>`;
    const outgoing = { ...composed, to: address.address, language: address.language, messageId, oneClickUrl };
    const refused = await postal.send(outgoing).then(() => undefined, refusalOf);
    if (refused !== undefined) return putOff(tx, address, refused, delivering.now());
  }
  const now = delivering.now();
  await settle(tx, 'sent_at', mail, now);
  await tx.query('update mail_addresses set attempts = 0, retry_at = null, recent = $2 where id = $1', [
    address.id,
    [...address.recent.filter((at) => at > now - hourMs), now],
  ]);
  return 'more';
}

function refusalOf(error: unknown): NotTaken {
  if (error instanceof NotTaken) return error;
  throw error;
}

const retryMsMin = 60_000;
const retryMsMax = 6 * hourMs;

/** Tries again later and later; an address that is refused for good is written to no more until its holder wishes. */
async function putOff(tx: Queryable, address: Address, refused: NotTaken, now: number): Promise<Outcome> {
  if (refused.isAddress) {
    await pauseAddress(tx, address.id, String(refused.status), now);
    return 'done';
  }
  const retryAt = now + Math.min(retryMsMax, retryMsMin * 2 ** Math.min(address.attempts, 12));
  await tx.query('update mail_addresses set attempts = attempts + 1, retry_at = $2 where id = $1', [
    address.id,
    retryAt,
  ]);
  return refused.status === undefined ? 'no-answer' : 'done';
}

async function keepToShow(
  tx: Queryable,
  { id }: Address,
  { subject, text }: Mail,
  now: number,
): Promise<void> {
  await tx.query('insert into mail_shown (address, at, subject, text) values ($1, $2, $3, $4)', [
    id,
    now,
    subject,
    text,
  ]);
}
