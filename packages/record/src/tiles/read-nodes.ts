import { accept, type Parsed, refuse } from '../findings.ts';
import { hashBytes, nodeHash } from '../tree/hash.ts';
import { type Tile, tileWidth, widthAt } from './tile.ts';
import { tilePath } from './tile-path.ts';

/**
 * Where tiles come from: a folder, a database, a mirror. Asked for exactly the width the tree's size
 * gives; may cut a full tile to it. Its bytes are not trusted. Rejects only if it cannot read.
 */
export interface TileReader {
  readTile(tile: Tile): Promise<Uint8Array>;
}

/** A complete subtree: 2^level leaves, the `index`-th of its level. */
type TreeNode = { level: number; index: number };

/** The hashes of complete subtrees of the tree of `size`, each tile read once, all at the same time. */
export async function readNodes(
  reader: TileReader,
  nodes: TreeNode[],
  size: number,
): Promise<Parsed<Uint8Array[]>> {
  const places = nodes.map((node) => placeOf(node, size));
  const tiles = new Map(places.map(({ tile }) => [tilePath(tile), tile]));
  const read = await Promise.all(
    Array.from(tiles, async ([path, tile]) => [path, await reader.readTile(tile)] as const),
  );
  for (const [path, bytes] of read) {
    if (bytes.length !== hashBytes * (tiles.get(path)?.width ?? 0)) return refuse('tile-length', path);
  }
  const bytesOf = new Map(read);
  return accept(
    places.map(({ tile, first, count }) => nodeOf(bytesOf.get(tilePath(tile)) as Uint8Array, first, count)),
  );
}

/** The `count` hashes of `tile` from `first` on, below which the node stands. */
type Place = { tile: Tile; first: number; count: number };

function placeOf({ level, index }: TreeNode, size: number): Place {
  const tileLevel = Math.floor(level / 8);
  const count = 2 ** (level % 8);
  const tileIndex = Math.floor((index * count) / tileWidth);
  const tile = { level: tileLevel, index: tileIndex, width: widthAt(tileLevel, tileIndex, size) };
  return { tile, first: (index * count) % tileWidth, count };
}

function nodeOf(bytes: Uint8Array, first: number, count: number): Uint8Array {
  if (count === 1) return bytes.slice(first * hashBytes, (first + 1) * hashBytes);
  const half = count / 2;
  return nodeHash(nodeOf(bytes, first, half), nodeOf(bytes, first + half, half));
}
