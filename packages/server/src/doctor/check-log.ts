import { encodeVerifierKey, verifyCheckpoint } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { checkNewestSigned } from '../log/check-at-start.ts';
import { checkEntries } from '../log/check-entries.ts';
import { checkHead } from '../log/check-head.ts';
import { readIdentity } from '../log/identity.ts';
import type { LogKey } from '../log/log-key.ts';
import { type Head, readCheckpoint, readHead } from '../log/log-store.ts';
import { suite } from '../log/platform.ts';
import { DatabaseTiles } from '../log/tile-reader.ts';
import { bad, type DoctorCheck, type DoctorCheckId, good, reasonOf } from './finding.ts';

/**
 * Checks the log in the database against itself and its key; everything is only read.
 *
 * @param tx - one snapshot, so that a server filing meanwhile changes nothing under the checks
 * @param key - absent where it could not be opened
 * @param folder - the data folder
 */
export async function checkLog(
  tx: Queryable,
  origin: string,
  key: LogKey | undefined,
  folder: string,
  now: number,
): Promise<DoctorCheck[]> {
  const head = await readHead(tx);
  return [
    await checkIdentity(tx, origin, key),
    await checked('head', async () => {
      await checkHead(tx, new DatabaseTiles(tx));
      return good('head', String(head.frontier.size));
    }),
    await checked('entries', async () => {
      await checkEntries(tx, head);
      return good('entries', String(head.frontier.size));
    }),
    await checked('checkpoint', () => checkCheckpoint(tx, origin, key, folder)),
    checkClock(head, now),
  ];
}

async function checked(id: DoctorCheckId, check: () => Promise<DoctorCheck>): Promise<DoctorCheck> {
  return check().catch((error: unknown) => bad(id, reasonOf(error)));
}

async function checkIdentity(tx: Queryable, origin: string, key: LogKey | undefined): Promise<DoctorCheck> {
  const identity = await readIdentity(tx);
  if (identity === undefined)
    return bad('identity', 'The database holds no log yet: the first start of the server founds it.');
  if (identity.origin !== origin) {
    return bad(
      'identity',
      `The database holds the log ${identity.origin}, but the settings are for ${origin}: look at RAPPORT_DATABASE_URL, RAPPORT_DATA, RAPPORT_ORGANISATION and RAPPORT_MODE.`,
    );
  }
  if (key === undefined) return missed('identity');
  const isSame =
    encodeVerifierKey(key.ed25519.key) === identity.ed25519_key &&
    encodeVerifierKey(key.mlDsa44) === identity.ml_dsa_44_key;
  return isSame
    ? good('identity', origin)
    : bad(
        'identity',
        `The log key is not the one this log was signed with. Put back the file that belongs to it; its verifier key is ${identity.ed25519_key}`,
      );
}

/** Without the log's key there is nothing to compare with. */
function missed(id: DoctorCheckId): DoctorCheck {
  return { id, ok: false, reached: false };
}

async function checkCheckpoint(
  tx: Queryable,
  origin: string,
  key: LogKey | undefined,
  folder: string,
): Promise<DoctorCheck> {
  if (key === undefined) return missed('checkpoint');
  const tiles = new DatabaseTiles(tx);
  await checkNewestSigned({ tiles, origin, logKey: key, folder }, await checkHead(tx, tiles));
  const stored = await readCheckpoint(tx);
  if (stored === undefined)
    return bad('checkpoint', 'No checkpoint was signed yet: the first filing makes one.');
  const verified = await verifyCheckpoint(stored.note, origin, [key.ed25519.key, key.mlDsa44], suite);
  if (!verified.ok)
    return bad(
      'checkpoint',
      `The newest checkpoint (size ${stored.size}) is not signed by the log key: ${verified.findings.map(({ code }) => code).join(', ')}.`,
    );
  return good('checkpoint', String(stored.size));
}

function checkClock({ takenIn }: Head, now: number): DoctorCheck {
  const seen = `${new Date(now).toISOString().slice(0, 19)}Z`;
  if (now >= takenIn) return good('clock', seen);
  return bad(
    'clock',
    `The clock stands before the log's newest entry (${new Date(takenIn).toISOString().slice(0, 19)}Z): set it right before anything is taken in.`,
    seen,
  );
}
