import type { Queryable } from '../db/connect.ts';
import { addressesOfOffice, tellableAddresses } from './addresses.ts';
import type { Telling } from './kinds.ts';
import { putInOutbox } from './outbox.ts';

/** Something that one office is to be told. */
export interface OfficeTelling {
  readonly participant: string;
  readonly office: string;
  /** Names what happened: the same is told once. */
  readonly event: string;
  readonly telling: Extract<Telling, { kind: 'draft' | 'sign-in' }>;
}

/**
 * Tells an office, at the addresses that it entered for itself, if it wishes to be told of such. Told when the transaction
 * commits, and never else; where no mail goes, nothing is kept.
 *
 * @param now - POSIX milliseconds by the server's clock
 * @returns to how many addresses
 */
export async function tellOffice(
  tx: Queryable,
  { participant, office, event, telling }: OfficeTelling,
  now: number,
): Promise<number> {
  const addresses = await addressesOfOffice(tx, { participant, office });
  const wished = addresses.filter(({ kinds }) => kinds.includes(telling.kind));
  const asked = wished.map(({ id }) => ({ address: id, event, telling }));
  return putInOutbox(tx, asked, wished, now);
}

/** Takes back what waits to be told under a name, such as a draft that was signed meanwhile. What was sent is sent. */
export async function tellNoMore(tx: Queryable, event: string, now: number): Promise<void> {
  await tx.query(
    'update mail_outbox set moot_at = $2 where event = $1 and sent_at is null and moot_at is null and mail is null',
    [event, now],
  );
}

/** Tells an office of a sign-in from a kind of program that it has not signed in from before, but for the very first. */
export async function tellOfSignIn(
  tx: Queryable,
  { participant, office }: { participant: string; office: string },
  device: string,
  now: number,
): Promise<void> {
  const { rows } = await tx.query<{ isFirst: boolean }>(
    `with known as (select 1 from mail_devices where participant = $1 and office = $2)
      insert into mail_devices (participant, office, device, seen_at) values ($1, $2, $3, $4)
      on conflict do nothing returning not exists (select from known) as "isFirst"`,
    [participant, office, device, now],
  );
  if (rows[0] === undefined || rows[0].isFirst) return;
  const telling = { kind: 'sign-in', device, at: now } as const;
  await tellOffice(tx, { participant, office, event: `sign-in ${device} ${now}`, telling }, now);
}

/** In which words the secretariat reminds: of what is coming, of what was not received yet, or with an offer of help. */
export const reminderTemplates = ['upcoming', 'courtesy', 'help'] as const;

/** What the secretariat asks a participant's offices to look at. */
export interface Reminder {
  readonly participant: string;
  readonly template: (typeof reminderTemplates)[number];
  /** The office of the organisation that reminds. */
  readonly byOffice: string;
  readonly measure?: string;
  /** A thread, if the participant may see it: judged again when the mail is written. */
  readonly thread?: string;
}

/**
 * Reminds a participant's offices in the words of a template, and records it. It names no other participant.
 *
 * @param now - POSIX milliseconds by the server's clock
 * @returns the record's id, and to how many addresses it goes; none where nobody entered one
 */
export async function remindParticipant(
  tx: Queryable,
  { participant, template, byOffice, measure, thread }: Reminder,
  now: number,
): Promise<{ readonly id: string; readonly told: number }> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into mail_reminders (participant, template, measure, thread, by_office, asked_at, told)
      values ($1, $2, $3, decode($4, 'hex'), $5, $6, 0) returning id`,
    [participant, template, measure ?? null, thread ?? null, byOffice, now],
  );
  const id = rows[0]?.id ?? '';
  const addresses = (await tellableAddresses(tx)).filter((one) => one.participant === participant);
  const telling = { kind: 'reminder', reminder: id } as const;
  const asked = addresses.map((one) => ({ address: one.id, event: `reminder ${id}`, telling }));
  const told = await putInOutbox(tx, asked, addresses, now);
  await tx.query('update mail_reminders set told = $2 where id = $1', [id, told]);
  return { id, told };
}

/** A reminder that was recorded. */
export interface RecordedReminder {
  readonly id: string;
  readonly participant: string;
  readonly template: Reminder['template'];
  readonly measure: string | null;
  readonly thread: string | null;
  readonly byOffice: string;
  readonly askedAt: number;
  readonly told: number;
}

/** What was recorded of reminders, the newest first: for the secretariat alone. */
export async function listReminders(db: Queryable, limit: number): Promise<RecordedReminder[]> {
  const { rows } = await db.query<RecordedReminder>(
    `select id, participant, template, measure, encode(thread, 'hex') as thread, by_office as "byOffice",
        asked_at as "askedAt", told from mail_reminders order by asked_at desc, id limit $1`,
    [limit],
  );
  return rows;
}
