import {
  type Checkpoint,
  encodeHex,
  encodeUtf8,
  equalBytes,
  type PolicyWitness,
  parseCheckpoint,
  parseNote,
  rootFromTiles,
  sha256,
  type TileReader,
  type VerifierKey,
  verifyNote,
} from '@rapport/record';
import { HeadError, remedy } from '../log/head-error.ts';
import type { TreeRoot } from '../log/known-head.ts';
import { suite } from '../log/platform.ts';
import { readAnswer } from './ask-witness.ts';

interface Own {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
  readonly tiles: TileReader;
  /** The tree of the head as it was checked. */
  readonly head: TreeRoot;
}

/**
 * Asks every witness, before anything is signed, what it cosigned last: a database that was restored to an older
 * state or that tells another history does not go on.
 *
 * @returns a sentence for each witness that could not be asked, which is no obstacle
 * @throws HeadError where a witness holds a checkpoint, signed by this very log, that the log does not hold
 */
export async function checkWitnesses(witnesses: readonly PolicyWitness[], own: Own): Promise<string[]> {
  const told = await Promise.all(
    witnesses.map(async (witness) => ({ witness, ...(await newestOf(witness, own)) })),
  );
  for (const { witness, checkpoint } of told)
    if (checkpoint !== undefined) await checkOne(witness, checkpoint, own);
  return told.flatMap(({ problem }) => problem ?? []);
}

async function checkOne(
  { name }: PolicyWitness,
  { size, root }: Checkpoint,
  { head, tiles }: Own,
): Promise<void> {
  if (size > head.size)
    throw new HeadError(
      `The witness ${name} has cosigned ${size} entries of this log, and the database holds ${head.size}: it was restored to an older state. ${remedy}`,
    );
  const found = size === 0 ? undefined : await rootFromTiles(tiles, size);
  if (found !== undefined && !(found.ok && equalBytes(found.value, root)))
    throw new HeadError(
      `The witness ${name} has cosigned another history of this log: its first ${size} entries are not those of the database. ${remedy}`,
    );
}

async function newestOf(
  { name, key, url = '' }: PolicyWitness,
  { origin, keys }: Own,
): Promise<{ checkpoint?: Checkpoint; problem?: string }> {
  try {
    const hash = encodeHex(sha256(encodeUtf8(origin)));
    const address = `${url.replace(/\/$/, '')}/${hash}/checkpoint`;
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(3_000) });
    if (answer.status === 404) return {};
    if (answer.status !== 200) return { problem: `The witness ${name} answered ${answer.status}.` };
    const note = parseNote(await readAnswer(answer));
    const parsed = note.ok ? parseCheckpoint(note.value.text) : note;
    if (!note.ok || !parsed.ok || parsed.value.origin !== origin)
      return { problem: `The witness ${name} showed no checkpoint of this log.` };
    const { verified, findings } = await verifyNote(note.value, [...keys, key], suite);
    const isBoth = verified.includes(key) && verified.length > 1 && findings.length === 0;
    return isBoth
      ? { checkpoint: parsed.value }
      : { problem: `The witness ${name} showed a checkpoint that is not signed.` };
  } catch {
    return {
      problem: `The witness ${name} cannot be reached: whether it saw more of this log cannot be told this time.`,
    };
  }
}
