import { createHash, randomBytes } from 'node:crypto';
import type { NewCalendar } from '@rapport/api';
import type { Queryable } from '../db/connect.ts';
import type { FoundSession, SignedIn } from '../sessions/session-store.ts';

type Office = Pick<SignedIn, 'participant' | 'office'>;

const addressesMax = 50;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Makes an address of an office; only its secret's hash is stored. @returns `undefined` where the office has its fill */
export async function makeAddress(
  db: Queryable,
  { participant, office, keyId }: FoundSession,
  { measure, language }: NewCalendar,
): Promise<{ readonly id: string; readonly secret: string } | undefined> {
  const secret = randomBytes(32).toString('base64url');
  const { rows } = await db.query<{ id: string }>(
    `insert into calendar_addresses (secret_hash, participant, office, key_id, measure, language)
      select $1, $2, $3, $4, $5, $6
      where (select count(*) from calendar_addresses where participant = $2 and office = $3) < $7 returning id`,
    [hashOf(secret), participant, office, keyId, measure ?? null, language, addressesMax],
  );
  return rows[0] && { id: rows[0].id, secret };
}

/** For whom an address reads, and what it shows. */
export interface Address extends Office {
  readonly id: string;
  readonly keyId: string;
  readonly measure: string | null;
  readonly language: 'en' | 'ru' | 'ar';
}

/** The address of a secret, whether or not its key still signs. @param secret - untrusted */
export async function findAddress(db: Queryable, secret: string): Promise<Address | undefined> {
  const { rows } = await db.query<Address>(
    `select id, participant, office, key_id as "keyId", measure, language from calendar_addresses where secret_hash = $1`,
    [hashOf(secret)],
  );
  return rows[0];
}

/** Keeps that an address was used, to the minute. */
export async function noteUse(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update calendar_addresses set used_at = now()
      where id = $1 and (used_at is null or used_at < now() - interval '1 minute')`,
    [id],
  );
}

/** An address as its office sees it. Instants are POSIX milliseconds. */
export interface AddressRow extends Omit<Address, 'participant' | 'office'> {
  readonly made: number;
  readonly used: number | null;
}

/** The addresses of an office, newest first. */
export async function listAddresses(
  db: Queryable,
  { participant, office }: Office,
): Promise<readonly AddressRow[]> {
  const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;
  const { rows } = await db.query<AddressRow>(
    `select id, key_id as "keyId", measure, language, ${ms('created_at')} as made, ${ms('used_at')} as used
      from calendar_addresses where participant = $1 and office = $2 order by created_at desc, id`,
    [participant, office],
  );
  return rows;
}

/** Ends an address of an office. @returns whether there was one */
export async function endAddress(
  db: Queryable,
  { participant, office }: Office,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from calendar_addresses where id = $1 and participant = $2 and office = $3',
    [id, participant, office],
  );
  return rowCount === 1;
}
