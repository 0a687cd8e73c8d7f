import {
  equalBytes,
  frontierRoot,
  parseCheckpoint,
  parseNote,
  rootFromTiles,
  type TileReader,
} from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { HeadError, remedy } from './head-error.ts';
import type { TreeRoot } from './known-head.ts';
import { readCheckpoint, readHead } from './log-store.ts';

/**
 * Looks at the head at start: the tiles give its root, and no checkpoint was signed beyond it. So a
 * flipped bit, a lost row or an older copy is found before anything is signed again.
 *
 * @returns the tree that the head stands for
 * @throws HeadError
 */
export async function checkHead(db: Queryable, tiles: TileReader): Promise<TreeRoot> {
  const { frontier } = await readHead(db);
  const { size } = frontier;
  const root = await rootFromTiles(tiles, size);
  if (!root.ok || !equalBytes(root.value, frontierRoot(frontier))) {
    throw new HeadError(`The log's entries do not give the root of its head (size ${size}). ${remedy}`);
  }
  const stored = await readCheckpoint(db);
  if (stored !== undefined && stored.size > size) {
    throw new HeadError(
      `A checkpoint of size ${stored.size} was signed, but the log has only ${size} entries. ${remedy}`,
    );
  }
  if (stored === undefined) return { size, root: root.value };
  const signed = await rootFromTiles(tiles, stored.size);
  const note = parseNote(stored.note);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!checkpoint.ok || !signed.ok || !equalBytes(signed.value, checkpoint.value.root)) {
    throw new HeadError(
      `The newest signed checkpoint (size ${stored.size}) is not of the log's entries. ${remedy}`,
    );
  }
  return { size, root: root.value };
}
