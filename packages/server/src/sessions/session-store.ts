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

/** A session that nobody uses ends sooner. */
const idle = '2 hours';
/** How old a token gets before a browser is given the next. */
const tokenLife = '15 minutes';
/** How long the token before it still serves requests that were under way. */
const grace = '1 minute';

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Starts a session and drops those that have ended. Only the token's hash is stored.
 *
 * @param challenge - signed by the office key, or the state of a provider's flow; a second use of it is refused by the database
 * @param person - who was signed in through a provider; then `keyId` is of the key that invited it
 * @returns the token, or `undefined` where the challenge was used before
 */
export async function startSession(
  db: Queryable,
  who: SignedIn,
  keyId: string,
  challenge: string,
  device: string,
  person?: string,
): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  await db.query('delete from sessions where expires_at < now() or used_at < now() - $1::interval', [idle]);
  const { rowCount } = await db.query(
    `insert into sessions (token_hash, challenge, participant, office, key_id, expires_at, device, person)
      values ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000), $7, $8) on conflict (challenge) do nothing`,
    [hashOf(token), challenge, who.participant, who.office, keyId, who.expires, device, person ?? null],
  );
  return rowCount === 1 ? token : undefined;
}

/** A session in use. */
export interface FoundSession extends SignedIn {
  /** By what its holder names it: no secret. */
  readonly id: string;
  /** The key that it was begun with; of a person, the key that invited it. */
  readonly keyId: string;
  /** Set where it was begun through a ministry's provider: who it is. */
  readonly person?: string;
  /** How the office that invited that person calls it. */
  readonly label?: string;
  /** The token to use from now on, where the one that came is to be exchanged. */
  readonly next?: string;
}

interface FoundRow extends SignedIn {
  id: string;
  key_id: string;
  person: string | null;
  label: string | null;
  is_newest: boolean;
  is_confirmed: boolean;
  in_grace: boolean | null;
  is_due: boolean;
  is_quiet: boolean;
}

const isAlive = `expires_at > now() and used_at > now() - interval '${idle}'`;

/**
 * The session of a token, if it has not ended. A browser is given a new token from time to time. The one before it
 * serves for a minute more; after that, if the new one has come back already, somebody holds a copy, and the session ends.
 *
 * @param rotates - whether whoever asks takes up a new token: browsers do
 */
export async function findSession(
  db: Queryable,
  token: string,
  rotates: boolean,
): Promise<FoundSession | undefined> {
  const { rows } = await db.query<FoundRow>({
    name: 'find-session',
    text: `select id, key_id, person, participant, office, (extract(epoch from expires_at) * 1000)::bigint as expires,
        (select i.label from people p join invitations i on i.id = p.invitation where p.id = sessions.person) as label,
        token_hash = $1 as is_newest, is_confirmed, previous_until > now() as in_grace,
        rotated_at < now() - interval '${tokenLife}' as is_due, used_at < now() - interval '${grace}' as is_quiet
      from sessions where (token_hash = $1 or previous_hash = $1) and ${isAlive}`,
    values: [hashOf(token)],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { id, key_id: keyId, person, label, participant, office, expires } = row;
  const who = { ...(person === null ? {} : { person }), ...(label === null ? {} : { label }) };
  const found = { id, participant, office, expires, keyId, ...who };
  if (row.is_newest) {
    if (!row.is_confirmed || row.is_quiet)
      await db.query('update sessions set is_confirmed = true, used_at = now() where id = $1', [id]);
    return rotates && row.is_due ? withNext(found, await rotate(db, id, token)) : found;
  }
  if (row.in_grace === true) return found;
  if (!row.is_confirmed) return rotates ? withNext(found, await reissue(db, id)) : found;
  await db.query('delete from sessions where id = $1', [id]);
  return undefined;
}

function withNext(found: FoundSession, next: string | undefined): FoundSession {
  return next === undefined ? found : { ...found, next };
}

/** Gives the session its next token; of two requests at once, one does. */
async function rotate(db: Queryable, id: string, token: string): Promise<string | undefined> {
  const next = randomBytes(32).toString('base64url');
  const { rowCount } = await db.query(
    `update sessions set token_hash = $3, previous_hash = token_hash, previous_until = now() + interval '${grace}',
        rotated_at = now(), is_confirmed = false
      where id = $1 and token_hash = $2`,
    [id, hashOf(token), hashOf(next)],
  );
  return rowCount === 1 ? next : undefined;
}

/** Gives another token in place of one that never arrived. */
async function reissue(db: Queryable, id: string): Promise<string | undefined> {
  const next = randomBytes(32).toString('base64url');
  const { rowCount } = await db.query(
    `update sessions set token_hash = $2, previous_until = now() + interval '${grace}', rotated_at = now()
      where id = $1 and not is_confirmed and previous_until < now()`,
    [id, hashOf(next)],
  );
  return rowCount === 1 ? next : undefined;
}

/** Those of some tokens whose session has not ended. */
export async function findLive(db: Queryable, tokens: readonly string[]): Promise<ReadonlySet<string>> {
  if (tokens.length === 0) return new Set();
  const { rows } = await db.query<{ token_hash: Buffer; previous_hash: Buffer | null }>(
    `select token_hash, previous_hash from sessions
      where (token_hash = any($1::bytea[]) or previous_hash = any($1::bytea[])) and expires_at > now()`,
    [tokens.map(hashOf)],
  );
  const hashes = rows.flatMap((row) => [row.token_hash, row.previous_hash ?? []].flat());
  const live = new Set(hashes.map((hash) => hash.toString('hex')));
  return new Set(tokens.filter((token) => live.has(hashOf(token).toString('hex'))));
}

/** A session as its holder sees it. Instants are POSIX milliseconds. */
export interface SessionRow {
  readonly id: string;
  readonly begun: number;
  readonly used: number;
  readonly device: string;
}

/** The sessions of an office that have not ended, the one used last first. */
export async function listSessions(
  db: Queryable,
  { participant, office }: Pick<SignedIn, 'participant' | 'office'>,
): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `select id, device, (extract(epoch from created_at) * 1000)::bigint as begun,
        (extract(epoch from used_at) * 1000)::bigint as used
      from sessions where participant = $1 and office = $2 and ${isAlive} order by used_at desc, id limit 200`,
    [participant, office],
  );
  return rows;
}

/** Ends one of an office's sessions. @returns whether there was one */
export async function endOwnSession(
  db: Queryable,
  { participant, office }: Pick<SignedIn, 'participant' | 'office'>,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from sessions where id = $1 and participant = $2 and office = $3',
    [id, participant, office],
  );
  return rowCount === 1;
}

/** Ends every session of an office but one. */
export async function endOtherSessions(
  db: Queryable,
  { participant, office, id }: Pick<FoundSession, 'participant' | 'office' | 'id'>,
): Promise<void> {
  await db.query('delete from sessions where participant = $1 and office = $2 and id <> $3', [
    participant,
    office,
    id,
  ]);
}

/** Ends a session at once, in every server process. */
export async function endSession(db: Queryable, token: string): Promise<void> {
  await db.query('delete from sessions where token_hash = $1 or previous_hash = $1', [hashOf(token)]);
}

/** Ends every session that was begun with a key, in every server process. @param tx - the transaction that revokes the key */
export async function endSessionsOf(tx: Queryable, participant: string, keyId: string): Promise<void> {
  await tx.query('delete from sessions where participant = $1 and key_id = $2', [participant, keyId]);
}
