import { isCount } from '../bytes/integers.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;

/** A tile of `width` hashes, 1 to 256 (full), at tile level 0 to 63. Source: C2SP tlog-tiles; record.md 1.4. */
export type Tile = { level: number; index: number; width: number };

/**
 * All tiles a log of `size` consists of, level by level, left to right; of partial ones the newest only.
 * The bundles have the indices and widths of level 0.
 */
export function tilesOf(size: number): Tile[] {
  if (!isCount(size)) throw new RangeError(`not a size: ${size}`);
  const tiles: Tile[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / tileWidth)) {
    const full = Math.floor(hashes / tileWidth);
    for (let index = 0; index < full; index++) tiles.push({ level, index, width: tileWidth });
    if (hashes % tileWidth > 0) tiles.push({ level, index: full, width: hashes % tileWidth });
  }
  return tiles;
}

/** How wide the tile is in a log of `size`: 0 if it has none there yet. */
export function widthAt(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}
