import type { Queryable } from '../db/connect.ts';
import type { MailKind, MailMark } from './kinds.ts';
import type { Rhythm } from './when-to-send.ts';

/** Whose an address is: an office's, or that of a person whom it invited. */
export interface Holder {
  readonly participant: string;
  readonly office: string;
  readonly person?: string;
}

/** What a reader wishes to be told of; no measure and no dimension: of all. */
export interface Wishes {
  readonly kinds: readonly MailKind[];
  readonly marks: readonly MailMark[];
  readonly measures: readonly string[];
  readonly dimensions: readonly string[];
}

/** How, and of what, a reader wishes to be told. */
export interface Preferences extends Wishes, Rhythm {
  readonly language: string;
}

/** An address to which mail goes. Instants are POSIX milliseconds. */
export interface Address extends Holder, Preferences {
  readonly id: string;
  readonly address: string;
  readonly enteredAt: number;
  readonly confirmedAt?: number;
  readonly pausedAt?: number;
  /** `stopped`, or a status code of SMTP. */
  readonly pausedFor?: string;
  readonly attempts: number;
  readonly recent: readonly number[];
}

interface AddressRow extends Omit<Address, 'quiet' | 'person' | 'confirmedAt' | 'pausedAt' | 'pausedFor'> {
  person: string | null;
  quietFrom: number | null;
  quietUntil: number | null;
  confirmedAt: number | null;
  pausedAt: number | null;
  pausedFor: string | null;
  recent: number[];
}

/** Columns of `mail_addresses a`. */
export const addressColumns = `a.id, a.participant, a.office, a.person, a.address, a.language, a.zone, a.pace,
  a.quiet_from as "quietFrom", a.quiet_until as "quietUntil", a.kinds, a.marks, a.measures, a.dimensions,
  a.entered_at as "enteredAt", a.confirmed_at as "confirmedAt", a.paused_at as "pausedAt", a.paused_for as "pausedFor",
  a.attempts, a.recent`;

export function addressOf(row: AddressRow): Address {
  const { person, quietFrom, quietUntil, confirmedAt, pausedAt, pausedFor, recent, ...rest } = row;
  return {
    ...rest,
    recent: recent.map(Number),
    ...(person === null ? {} : { person }),
    ...(quietFrom === null || quietUntil === null ? {} : { quiet: { from: quietFrom, until: quietUntil } }),
    ...(confirmedAt === null ? {} : { confirmedAt }),
    ...(pausedAt === null ? {} : { pausedAt }),
    ...(pausedFor === null ? {} : { pausedFor }),
  };
}

async function find(db: Queryable, condition: string, values: unknown[]): Promise<Address[]> {
  const sql = `select ${addressColumns} from mail_addresses a where ${condition} order by a.entered_at, a.id`;
  return (await db.query<AddressRow>(sql, values)).rows.map(addressOf);
}

/** Those of a holder: an office sees all of its participant's, a person its own. */
export async function listAddresses(db: Queryable, { participant, person }: Holder): Promise<Address[]> {
  if (person !== undefined) return find(db, 'a.participant = $1 and a.person = $2', [participant, person]);
  return find(db, 'a.participant = $1', [participant]);
}

/** Every address that may be told of something: confirmed, and neither stopped nor paused. */
export async function tellableAddresses(db: Queryable): Promise<Address[]> {
  return find(db, 'a.confirmed_at is not null and a.paused_at is null', []);
}

/** Those of one office that may be told, its people's not among them. */
export async function addressesOfOffice(db: Queryable, { participant, office }: Holder): Promise<Address[]> {
  const own = 'a.participant = $1 and a.office = $2 and a.person is null';
  return find(db, `${own} and a.confirmed_at is not null and a.paused_at is null`, [participant, office]);
}

const preferenceColumns = [
  'language',
  'zone',
  'pace',
  'quiet_from',
  'quiet_until',
  'kinds',
  'marks',
  'measures',
  'dimensions',
];

function preferenceValues(wish: Preferences): unknown[] {
  const { language, zone, pace, quiet, kinds, marks, measures, dimensions } = wish;
  return [
    language,
    zone,
    pace,
    quiet?.from ?? null,
    quiet?.until ?? null,
    kinds,
    marks,
    measures,
    dimensions,
  ];
}

/** The most addresses that one holder keeps. */
const addressesMax = 20;

/** Enters an address, not yet confirmed. @returns `undefined` where the holder has as many as it may, or this one already */
export async function insertAddress(
  tx: Queryable,
  holder: Holder,
  address: string,
  wish: Preferences,
  now: number,
): Promise<Address | undefined> {
  await tx.query('select pg_advisory_xact_lock(7246353, hashtext($1))', [holder.participant]);
  const all = await find(tx, 'a.participant = $1 and a.office = $2', [holder.participant, holder.office]);
  const own = all.filter(({ person }) => person === holder.person);
  const isTwice = own.some((one) => one.address.toLowerCase() === address.toLowerCase());
  if (own.length >= addressesMax || isTwice) return undefined;
  const values = [
    holder.participant,
    holder.office,
    holder.person ?? null,
    address,
    now,
    ...preferenceValues(wish),
  ];
  const { rows } = await tx.query<AddressRow>(
    `insert into mail_addresses as a (participant, office, person, address, entered_at, ${preferenceColumns.join(', ')})
      values (${values.map((_, index) => `$${index + 1}`).join(', ')}) returning ${addressColumns}`,
    values,
  );
  return rows.map(addressOf)[0];
}

/** Changes how an address is written to, and takes it up again where it was paused. @returns it as it is now; `undefined` where the holder has none such */
export async function changeAddress(
  tx: Queryable,
  holder: Holder,
  id: string,
  wish: Preferences,
): Promise<Address | undefined> {
  const sets = preferenceColumns.map((column, index) => `${column} = $${index + 5}`);
  const { rows } = await tx.query<AddressRow>(
    `update mail_addresses a set ${sets.join(', ')}, paused_at = null, paused_for = null, attempts = 0, retry_at = null
      where a.id = $1 and a.participant = $2 and a.office = $3 and a.person is not distinct from $4::uuid
      returning ${addressColumns}`,
    [id, holder.participant, holder.office, holder.person ?? null, ...preferenceValues(wish)],
  );
  return rows.map(addressOf)[0];
}

/** Erases an address and everything kept about it; an office may erase any of its participant's. */
export async function eraseAddress(
  db: Queryable,
  { participant, person }: Holder,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from mail_addresses where id = $1 and participant = $2 and ($3::uuid is null or person = $3::uuid)',
    [id, participant, person ?? null],
  );
  return rowCount === 1;
}

/** The address of an id, whoever asks: for links that came by mail. */
export async function findAddress(db: Queryable, id: string): Promise<Address | undefined> {
  return (await find(db, 'a.id = $1', [id]))[0];
}

/** How long an address waits to be confirmed. */
export const confirmMs = 72 * 3_600_000;

/** Confirms an address, or takes up again one that was stopped. */
export async function confirmAddress(db: Queryable, id: string, now: number): Promise<void> {
  await db.query(
    `update mail_addresses set confirmed_at = coalesce(confirmed_at, $2), paused_at = null, paused_for = null, attempts = 0,
        retry_at = null where id = $1`,
    [id, now],
  );
}

/** Sends nothing more to an address. @param reason - `stopped`, or a status code of SMTP */
export async function pauseAddress(db: Queryable, id: string, reason: string, now: number): Promise<void> {
  await db.query(
    'update mail_addresses set paused_at = coalesce(paused_at, $3), paused_for = coalesce(paused_for, $2) where id = $1',
    [id, reason, now],
  );
}

/** Erases addresses that nobody confirmed in time: they may be somebody else's. */
export async function eraseUnconfirmed(db: Queryable, now: number): Promise<void> {
  await db.query('delete from mail_addresses where confirmed_at is null and entered_at < $1', [
    now - confirmMs,
  ]);
}
