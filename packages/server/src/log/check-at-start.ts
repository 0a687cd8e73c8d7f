import type { Organisation } from '@rapport/measures';
import {
  equalBytes,
  type NoteSignature,
  rootFromTiles,
  type TileReader,
  type VerifierKey,
  verifyCheckpoint,
} from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { checkEntries } from './check-entries.ts';
import { checkHead } from './check-head.ts';
import { checkTexts } from './check-texts.ts';
import { HeadError, remedy } from './head-error.ts';
import type { TreeRoot } from './known-head.ts';
import type { LogKey } from './log-key.ts';
import { readCheckpoint, readHead } from './log-store.ts';
import { readNewestSigned } from './newest-signed.ts';
import { suite } from './platform.ts';

interface LogAtStart {
  readonly organisation: Organisation;
  readonly db: Queryable;
  readonly tiles: TileReader;
  readonly origin: string;
  readonly logKey: LogKey;
  /** The data folder. */
  readonly folder: string;
}

/**
 * Checks the log before anything is signed: head, tiles and entries agree; the stored checkpoint is signed
 * and of this log; and so is the one that this server signed last, if its file is there.
 *
 * @returns the tree of the head, and what the operator should know though it is no obstacle
 * @throws HeadError
 */
export async function checkLogAtStart(log: LogAtStart): Promise<{ head: TreeRoot; warnings: string[] }> {
  const head = await checkHead(log.db, log.tiles);
  await checkEntries(log.db, await readHead(log.db));
  await checkTexts(log.db, log.organisation);
  await checkStored(log);
  return { head, warnings: await checkNewestSigned(log, head) };
}

/** The text was compared with the entries by `checkHead`; here its signatures are. */
async function checkStored({ db, origin, logKey }: LogAtStart): Promise<void> {
  const stored = await readCheckpoint(db);
  if (stored === undefined) return;
  const keys = [logKey.ed25519.key, logKey.mlDsa44];
  const verified = await verifyCheckpoint(stored.note, origin, keys, suite);
  const isSound = verified.ok && verified.checkpoint.size === stored.size;
  if (isSound && !verified.note.signatures.some((line) => isAlmostOurs(line, keys))) return;
  throw new HeadError(
    `The stored checkpoint (size ${stored.size}) is damaged: the log's key did not sign it so. The entries are whole: docs/operating.md says how to have it signed anew.`,
  );
}

/** A line that C2SP has ignored as a stranger's, but that has half of what marks ours: it was ours before it was changed. */
function isAlmostOurs({ name, keyId }: NoteSignature, keys: readonly VerifierKey[]): boolean {
  const isOurs = keys.some((key) => key.name === name && key.keyId === keyId);
  return !isOurs && keys.some((key) => key.name === name || key.keyId === keyId);
}

/**
 * Compares the log with the checkpoint that this server signed last, as its file in the data folder has it.
 *
 * @returns a sentence where the file is missing or damaged, which is no obstacle
 * @throws HeadError where the log does not hold that checkpoint
 */
export async function checkNewestSigned(
  { tiles, origin, logKey, folder }: Omit<LogAtStart, 'db' | 'organisation'>,
  head: TreeRoot,
): Promise<string[]> {
  const bytes = readNewestSigned(folder);
  if (bytes === undefined) return head.size === 0 ? [] : [lost('is not there')];
  const verified = await verifyCheckpoint(bytes, origin, [logKey.ed25519.key, logKey.mlDsa44], suite);
  if (!verified.ok) return [lost('is damaged')];
  const { size, root } = verified.checkpoint;
  if (size > head.size)
    throw new HeadError(
      `This server has signed a checkpoint of size ${size}, but the database holds only ${head.size} entries: it was restored to an older state. ${remedy}`,
    );
  const found = await rootFromTiles(tiles, size);
  if (found.ok && equalBytes(found.value, root)) return [];
  throw new HeadError(
    `The log in the database is not the one that this server signed at size ${size}: the two have parted. ${remedy}`,
  );
}

function lost(how: string): string {
  return `The file newest-checkpoint beside the log key ${how}: whether the database was restored to an older state cannot be told this time.`;
}
