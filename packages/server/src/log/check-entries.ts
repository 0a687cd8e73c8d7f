import {
  emptyFrontier,
  encodeEntry,
  equalBytes,
  type Frontier,
  frontierRoot,
  growTree,
  leafHash,
  type TileHash,
} from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { HeadError, remedy } from './head-error.ts';
import { type Head, readEntries, readHashes } from './log-store.ts';

const entriesAtOnce = 4096;

/**
 * Makes the tree anew from every entry: a changed row of the log, anywhere, shows.
 *
 * @throws HeadError that names the first row that is wrong
 */
export async function checkEntries(tx: Queryable, { frontier }: Head): Promise<void> {
  let grown: Frontier = emptyFrontier;
  let takenIn = 0;
  while (grown.size < frontier.size) {
    const count = Math.min(entriesAtOnce, frontier.size - grown.size);
    const [entries, stored] = [
      await readEntries(tx, grown.size, count),
      await readHashes(tx, 0, grown.size, count),
    ];
    for (const [i, entry] of entries.entries()) {
      const leaf = leafHash(encodeEntry(entry));
      if (entry.takenIn < takenIn) throw damaged(`The time of entry ${grown.size + i} goes back.`);
      if (stored[i] === undefined || !equalBytes(leaf, stored[i]))
        throw damaged(`Entry ${grown.size + i} was changed: it does not give its stored hash.`);
      takenIn = entry.takenIn;
    }
    if (entries.length < count)
      throw damaged(
        `The log's entries end at ${grown.size + entries.length}, before its head at ${frontier.size}.`,
      );
    const tree = growTree(grown, stored);
    await checkTileHashes(tx, tree.tileHashes);
    grown = tree.frontier;
  }
  if (!equalBytes(frontierRoot(grown), frontierRoot(frontier)))
    throw damaged(`The entries do not give the root of the head (size ${frontier.size}).`);
}

async function checkTileHashes(tx: Queryable, tileHashes: readonly TileHash[]): Promise<void> {
  for (const { level, index, hash } of tileHashes) {
    const [stored] = await readHashes(tx, level, index, 1);
    if (stored === undefined || !equalBytes(stored, hash))
      throw damaged(`Hash ${index} of tile level ${level} was changed.`);
  }
}

function damaged(sentence: string): HeadError {
  return new HeadError(`${sentence} ${remedy}`);
}
