import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../db/connect.ts';

/** Who is signed in. */
export interface SignedIn {
  readonly participant: string;
  readonly office: string;
  /** POSIX milliseconds. */
  readonly expires: number;
}

/** Eight hours: a working day. */
export const sessionMs = 8 * 3_600_000;

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Starts a session and drops those that have ended. Only the token's hash is stored.
 *
 * @param challenge - signed by the office key; a second use of it is refused by the database
 * @returns the token, or `undefined` where the challenge was used before
 */
export async function startSession(
  db: Queryable,
  who: SignedIn,
  keyId: string,
  challenge: string,
): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  await db.query('delete from sessions where expires_at < now()');
  const { rowCount } = await db.query(
    `insert into sessions (token_hash, challenge, participant, office, key_id, expires_at)
      values ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000)) on conflict (challenge) do nothing`,
    [hashOf(token), challenge, who.participant, who.office, keyId, who.expires],
  );
  return rowCount === 1 ? token : undefined;
}

/** The session of a token, if it has not ended. */
export async function findSession(db: Queryable, token: string): Promise<SignedIn | undefined> {
  const { rows } = await db.query<{ participant: string; office: string; expires: number }>({
    name: 'find-session',
    text: `select participant, office, (extract(epoch from expires_at) * 1000)::bigint as expires
      from sessions where token_hash = $1 and expires_at > now()`,
    values: [hashOf(token)],
  });
  return rows[0];
}

/** Those of some tokens whose session has not ended. */
export async function findLive(db: Queryable, tokens: readonly string[]): Promise<ReadonlySet<string>> {
  if (tokens.length === 0) return new Set();
  const { rows } = await db.query<{ token_hash: Buffer }>(
    'select token_hash from sessions where token_hash = any($1::bytea[]) and expires_at > now()',
    [tokens.map(hashOf)],
  );
  const live = new Set(rows.map(({ token_hash }) => token_hash.toString('hex')));
  return new Set(tokens.filter((token) => live.has(hashOf(token).toString('hex'))));
}

/** Ends a session at once, in every server process. */
export async function endSession(db: Queryable, token: string): Promise<void> {
  await db.query('delete from sessions where token_hash = $1', [hashOf(token)]);
}

/** Ends every session that was begun with a key, in every server process. @param tx - the transaction that revokes the key */
export async function endSessionsOf(tx: Queryable, participant: string, keyId: string): Promise<void> {
  await tx.query('delete from sessions where participant = $1 and key_id = $2', [participant, keyId]);
}
