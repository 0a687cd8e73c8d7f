import { createHash } from 'node:crypto';
import type { InvitationClaim } from '@rapport/api';
import type { Queryable } from '../db/connect.ts';
import type { Identity } from './oidc.ts';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Stores an invitation that was verified. @returns its id; `undefined` where its secret was used before */
export async function insertInvitation(
  db: Queryable,
  { participant, invitedTo, label, secretHash, expires }: InvitationClaim,
  keyId: string,
  note: Uint8Array,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into invitations (secret_hash, participant, office, label, key_id, note, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (secret_hash) do nothing returning id`,
    [Buffer.from(secretHash, 'hex'), participant, invitedTo, label, keyId, Buffer.from(note), expires],
  );
  return rows[0]?.id;
}

/** For whom somebody reads, by whose key it was invited. */
export interface Invited {
  readonly person: string;
  readonly participant: string;
  readonly office: string;
  readonly keyId: string;
}

interface OpenInvitation extends Omit<Invited, 'person'> {
  readonly id: string;
}

/** The invitation of a secret, if it still stands open. @param now - POSIX milliseconds */
export async function findInvitation(
  db: Queryable,
  secret: string,
  now: number,
): Promise<OpenInvitation | undefined> {
  const { rows } = await db.query<OpenInvitation>(
    `select id, participant, office, key_id as "keyId" from invitations
      where secret_hash = $1 and accepted_at is null and expires_at > to_timestamp($2::double precision / 1000)`,
    [hashOf(secret), now],
  );
  return rows[0];
}

/** Lets a person in by an invitation, once. @returns the person; `undefined` where it was accepted meanwhile, or who it is reads for somebody already */
export async function acceptInvitation(
  db: Queryable,
  invitation: string,
  { issuer, subject }: Identity,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `with open as (update invitations set accepted_at = now() where id = $1 and accepted_at is null
        and not exists (select from people where issuer = $2 and subject = $3) returning id)
      insert into people (invitation, issuer, subject) select id, $2, $3 from open on conflict do nothing returning id`,
    [invitation, issuer, subject],
  );
  return rows[0]?.id;
}

/** For whom an identity reads. */
export async function findPerson(db: Queryable, { issuer, subject }: Identity): Promise<Invited | undefined> {
  const { rows } = await db.query<Invited>(
    `update people p set seen_at = now() from invitations i where i.id = p.invitation and p.issuer = $1 and p.subject = $2
      returning p.id as person, i.participant, i.office, i.key_id as "keyId"`,
    [issuer, subject],
  );
  return rows[0];
}

/** An invitation, and who came by it. Instants are POSIX milliseconds. */
export interface PersonRow {
  readonly id: string;
  readonly office: string;
  readonly label: string;
  readonly invited: number;
  readonly expires: number;
  readonly keyId: string;
  readonly accepted: number | null;
  readonly seen: number | null;
  readonly issuer: string | null;
}

/** Whom a participant has invited, newest first. */
export async function listPeople(db: Queryable, participant: string): Promise<PersonRow[]> {
  const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;
  const { rows } = await db.query<PersonRow>(
    `select i.id, i.office, i.label, ${ms('i.created_at')} as invited, ${ms('i.expires_at')} as expires,
        i.key_id as "keyId", ${ms('i.accepted_at')} as accepted, ${ms('p.seen_at')} as seen, p.issuer
      from invitations i left join people p on p.invitation = i.id
      where i.participant = $1 order by i.created_at desc, i.id limit 1000`,
    [participant],
  );
  return rows;
}

/** Takes back an invitation; who came by it is signed out at once. @returns whether there was one */
export async function withdrawInvitation(db: Queryable, participant: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from invitations where id = $1 and participant = $2', [
    id,
    participant,
  ]);
  return rowCount === 1;
}
