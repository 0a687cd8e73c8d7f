import { encodeVerifierKey } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import type { LogKey } from './log-key.ts';
import { readNewestSigned } from './newest-signed.ts';

/** The database, the key and the organisation do not belong together; the message says what to do. */
export class IdentityError extends Error {}

interface IdentityRow {
  origin: string;
  ed25519_key: string;
  ml_dsa_44_key: string;
}

/** Which log a database holds; `undefined` for one that holds none yet. */
export async function readIdentity(db: Queryable): Promise<IdentityRow | undefined> {
  const { rows } = await db.query<IdentityRow>('select origin, ed25519_key, ml_dsa_44_key from log_identity');
  return rows[0];
}

/** Refuses a database that holds another log than the one this server is set up for. */
export function checkOrigin(identity: IdentityRow | undefined, origin: string): void {
  if (identity === undefined || identity.origin === origin) return;
  throw new IdentityError(
    `The database holds the log ${identity.origin}, but this server is set up for ${origin}. Look at RAPPORT_DATABASE_URL, RAPPORT_DATA, RAPPORT_ORGANISATION and RAPPORT_MODE.`,
  );
}

/** Ties a database to its log's keys at first start; later refuses any other key. */
export async function checkIdentity(db: Queryable, origin: string, key: LogKey): Promise<void> {
  const keys = [encodeVerifierKey(key.ed25519.key), encodeVerifierKey(key.mlDsa44)];
  await db.query(
    'insert into log_identity (origin, ed25519_key, ml_dsa_44_key) values ($1, $2, $3) on conflict do nothing',
    [origin, ...keys],
  );
  const identity = await readIdentity(db);
  if (identity?.ed25519_key === keys[0] && identity?.ml_dsa_44_key === keys[1]) return;
  throw new IdentityError(
    `The log in the database was signed with another key than the one in the data folder. Put back the key file that belongs to it; its Ed25519 verifier key is ${identity?.ed25519_key}`,
  );
}

/** Refuses to begin a log in an empty database with a key that has signed one already. */
export function checkNeverSigned(folder: string): void {
  if (readNewestSigned(folder) === undefined) return;
  throw new IdentityError(
    `The database holds no log, but the key in ${folder} has signed one (newest-checkpoint beside it). Restore the newest backup of the database, or look at RAPPORT_DATABASE_URL; a log that is to begin anew needs another data folder, and with it another key.`,
  );
}
