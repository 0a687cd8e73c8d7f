import {
  concatBytes,
  emptyFrontier,
  encodeUtf8,
  growTree,
  leafHash,
  type Tile,
  type TileReader,
} from '../index.ts';

/** The `i`-th entry of the logs in `vectors/own`: the rule of entries.json. */
export function ownEntry(i: number): Uint8Array {
  if (i % 97 === 13) return new Uint8Array(0);
  if (i % 251 === 7) return encodeUtf8(String(i).padStart(8, '0').repeat(500));
  return encodeUtf8(`{"n":${i},"text":"entry ${i}"}`);
}

/** A log in memory: the hashes of each tile level, and a reader that cuts tiles of them for any size up to its own. */
export type MemoryLog = { root: Uint8Array; reader: TileReader };

export function memoryLog(leaves: Uint8Array[]): MemoryLog {
  const grown = growTree(emptyFrontier, leaves);
  const levels: Uint8Array[][] = [leaves];
  for (const { level, index, hash } of grown.tileHashes) {
    levels[level] ??= [];
    (levels[level] as Uint8Array[])[index] = hash;
  }
  return { root: grown.root, reader: { readTile: async (tile) => cutTile(levels, tile) } };
}

function cutTile(levels: Uint8Array[][], { level, index, width }: Tile): Uint8Array {
  return concatBytes(...(levels[level] ?? []).slice(index * 256, index * 256 + width));
}

export function ownLeaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(ownEntry(i)));
}
