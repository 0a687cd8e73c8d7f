import {
  type Checkpoint,
  emptyFrontier,
  encodeHex,
  equalBytes,
  growTree,
  hashBytes,
  rootFromTiles,
  type Tile,
  tileWidth,
  widthAt,
} from '@rapport/record';
import type { Part } from './folder.ts';
import { names } from './layout.ts';
import { mirrorFindings } from './wording.ts';

/** Reads a tile; its bytes are not trusted. */
export type ReadTile = (tile: Tile) => Promise<Part>;

/**
 * The tiles of a verified checkpoint, judged from the root down: those at the right edge by the root, every full
 * one by its hash in the tile above. So each part of a log can be judged when it comes, with no walk behind it.
 * Holds one tile of each level and the right edge.
 */
export class TileTree {
  readonly #read: ReadTile;
  readonly #size: number;
  readonly #onSound: (tile: Tile, bytes: Uint8Array) => void;
  readonly #edge = new Map<number, { index: number; bytes: Uint8Array }>();
  readonly #newest = new Map<number, { index: number; bytes: Uint8Array }>();

  private constructor(read: ReadTile, size: number, onSound: (tile: Tile, bytes: Uint8Array) => void) {
    this.#read = read;
    this.#size = size;
    this.#onSound = onSound;
  }

  /**
   * Reads the right edge.
   *
   * @param checkpoint - verified
   * @param onSound - told of every tile above level 0 that has been judged sound, and of all at the right edge
   * @returns the tree, or what is wrong with the edge
   */
  static async open(
    checkpoint: Checkpoint,
    read: ReadTile,
    onSound: (tile: Tile, bytes: Uint8Array) => void,
  ): Promise<{ ok: true; tree: TileTree } | (Part & { ok: false })> {
    const { size, root } = checkpoint;
    const tree = new TileTree(read, size, onSound);
    for (let level = 0; tileWidth ** level <= size; level += 1) {
      const index = Math.floor(size / tileWidth ** (level + 1));
      const width = widthAt(level, index, size);
      if (width === 0) continue;
      const part = lengthOf({ level, index, width }, await read({ level, index, width }));
      if (!part.ok) return part;
      tree.#edge.set(level, { index, bytes: part.bytes });
    }
    const readTile = async ({ level }: Tile): Promise<Uint8Array> =>
      tree.#edge.get(level)?.bytes ?? new Uint8Array();
    const found = await rootFromTiles({ readTile }, size);
    if (!found.ok || !equalBytes(found.value, root))
      return { ok: false, finding: mirrorFindings.edgeDiffers(size) };
    for (const [level, { index, bytes }] of tree.#edge)
      onSound({ level, index, width: bytes.length / hashBytes }, bytes);
    return { ok: true, tree };
  }

  /** A tile of level 0 that was read already, judged. */
  async judge(index: number, read: Part): Promise<Part> {
    return this.#judge(0, index, read);
  }

  async #judge(level: number, index: number, read: Part): Promise<Part> {
    const width = widthAt(level, index, this.#size);
    const edge = this.#edge.get(level);
    const part = lengthOf({ level, index, width }, read);
    if (!part.ok) return part;
    const name = names.tile({ level, index, width });
    if (edge?.index === index)
      return equalBytes(edge.bytes, part.bytes)
        ? part
        : { ok: false, finding: mirrorFindings.tileDiffers(name) };
    const above = await this.#tile(level + 1, Math.floor(index / tileWidth));
    if (!above.ok) return above;
    const at = (index % tileWidth) * hashBytes;
    const { root } = growTree(emptyFrontier, hashesOf(part.bytes));
    return equalBytes(root, above.bytes.subarray(at, at + hashBytes))
      ? part
      : { ok: false, finding: mirrorFindings.tileDiffers(name) };
  }

  /** A sound tile above level 0. */
  async #tile(level: number, index: number): Promise<Part> {
    const known = [this.#edge.get(level), this.#newest.get(level)].find((tile) => tile?.index === index);
    if (known !== undefined) return { ok: true, bytes: known.bytes };
    const tile = { level, index, width: widthAt(level, index, this.#size) };
    const part = await this.#judge(level, index, await this.#read(tile));
    if (!part.ok) return part;
    this.#onSound(tile, part.bytes);
    this.#newest.set(level, { index, bytes: part.bytes });
    return part;
  }
}

function lengthOf(tile: Tile, part: Part): Part {
  if (!part.ok || part.bytes.length === tile.width * hashBytes) return part;
  return { ok: false, finding: mirrorFindings.tileLength(names.tile(tile)) };
}

/** The hashes of a tile, in order. @param bytes - as many as whole hashes have */
export function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashBytes }, (_, at) =>
    bytes.subarray(at * hashBytes, (at + 1) * hashBytes),
  );
}

/** What stands at each place of a bundle, against the hashes of its tile: `undefined` where all is right. */
export function misplaced(
  leaves: readonly Uint8Array[],
  hashes: readonly Uint8Array[],
): { at: number; isMoved: boolean } | undefined {
  const at = leaves.findIndex((leaf, i) => !equalBytes(leaf, hashes[i] ?? new Uint8Array()));
  const leaf = leaves[at];
  if (leaf === undefined) return undefined;
  const others = new Set(hashes.map(encodeHex));
  return { at, isMoved: others.has(encodeHex(leaf)) };
}
