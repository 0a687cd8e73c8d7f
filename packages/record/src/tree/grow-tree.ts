import { type Frontier, foldRight, frontierLevels, frontierRoot } from './frontier.ts';
import { emptyRoot, hashBytes, nodeHash } from './hash.ts';

/** A hash that belongs into a tile of level 1 or above: the root of the full tile `index` of the level below. */
export type TileHash = { level: number; index: number; hash: Uint8Array };

export type GrownTree = {
  frontier: Frontier;
  root: Uint8Array;
  /** The tile hashes that this growth completed, level by level, each from left to right. */
  tileHashes: TileHash[];
  /** Inclusion proof, leaf's sibling first, of the new leaf `i` (index frontier.size + i) in the grown tree. */
  proofs(i: number): Uint8Array[];
};

/**
 * Appends leaves to a tree of which only the frontier is known. About one hash a leaf; a proof costs no
 * hashing but that of the right edge, done once.
 * @param before - trusted: our own
 * @param leaves - leaf hashes (`leafHash` of each entry), 32 bytes each; else a RangeError
 */
export function growTree(before: Frontier, leaves: Uint8Array[]): GrownTree {
  if (leaves.some((leaf) => leaf.length !== hashBytes)) throw new RangeError('leaf hashes have 32 bytes');
  const size = before.size + leaves.length;
  const levels = completeLevels(before, leaves, size);
  const hashes = frontierLevels(size).map((level) =>
    hashAt(levels, level, Math.floor(size / 2 ** level) - 1),
  );
  const frontier = { size, hashes };
  return {
    frontier,
    root: frontierRoot(frontier),
    tileHashes: newTileHashes(before.size, levels),
    proofs: proofsOf(before.size, frontier, levels),
  };
}

/** The complete subtrees of 2^level leaves that hold a new leaf, preceded by the frontier's where that is its left sibling. */
type Level = { first: number; hashes: Uint8Array[] };

function completeLevels(before: Frontier, leaves: Uint8Array[], size: number): Level[] {
  const old = new Map(
    frontierLevels(before.size).map((level, at) => [level, before.hashes[at] as Uint8Array]),
  );
  const levels: Level[] = [];
  let fresh = leaves;
  for (let level = 0; 2 ** level <= size; level++) {
    const left = old.get(level);
    const first = Math.floor(before.size / 2 ** level) - (left === undefined ? 0 : 1);
    const hashes = left === undefined ? fresh : [left, ...fresh];
    levels.push({ first, hashes });
    fresh = pairUp(hashes);
  }
  return levels;
}

/** `hashes` begins at an even index: either a frontier's left sibling, or the old size ends there. */
function pairUp(hashes: Uint8Array[]): Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let at = 0; at + 1 < hashes.length; at += 2) {
    parents.push(nodeHash(hashes[at] as Uint8Array, hashes[at + 1] as Uint8Array));
  }
  return parents;
}

function hashAt(levels: Level[], level: number, index: number): Uint8Array {
  const found = levels[level]?.hashes[index - (levels[level]?.first ?? 0)];
  if (found === undefined) throw new RangeError(`no complete subtree ${index} at level ${level}`);
  return found;
}

function newTileHashes(oldSize: number, levels: Level[]): TileHash[] {
  const found: TileHash[] = [];
  for (let level = 8; level < levels.length; level += 8) {
    const { first, hashes } = levels[level] as Level;
    const known = Math.floor(oldSize / 2 ** level) - first;
    for (let at = known; at < hashes.length; at++) {
      found.push({ level: level / 8, index: first + at, hash: hashes[at] as Uint8Array });
    }
  }
  return found;
}

function proofsOf(oldSize: number, after: Frontier, levels: Level[]): (i: number) => Uint8Array[] {
  const edges = rightEdges(after);
  return (i) => {
    if (!Number.isInteger(i) || i < 0 || oldSize + i >= after.size) throw new RangeError(`no new leaf ${i}`);
    const proof: Uint8Array[] = [];
    for (
      let level = 0, index = oldSize + i;
      2 ** level < after.size;
      level++, index = Math.floor(index / 2)
    ) {
      const sibling = index % 2 === 0 ? index + 1 : index - 1;
      if ((sibling + 1) * 2 ** level <= after.size) proof.push(hashAt(levels, level, sibling));
      else if (sibling * 2 ** level < after.size) proof.push(edges(level));
    }
    return proof;
  };
}

/** The root of what lies right of the last complete subtree of `level`: the frontier's hashes below it, folded. */
function rightEdges(after: Frontier): (level: number) => Uint8Array {
  const known = new Map<number, Uint8Array>();
  const levels = frontierLevels(after.size);
  return (level) => {
    const hash =
      known.get(level) ?? foldRight(after.hashes.filter((_, at) => (levels[at] as number) < level));
    known.set(level, hash ?? emptyRoot);
    return hash ?? emptyRoot;
  };
}
