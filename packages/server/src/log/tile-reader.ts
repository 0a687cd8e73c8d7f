import { concatBytes, type Tile, type TileReader } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { readHashes } from './log-store.ts';

const tileWidth = 256;
const cachedTilesMax = 4096;

/**
 * Reads tiles from the database. Full tiles never change, so the newest read ones are kept in memory
 * (8 KiB each, 32 MiB at most).
 */
export class DatabaseTiles implements TileReader {
  readonly #db: Queryable;
  readonly #full = new Map<string, Uint8Array>();

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** The tile's bytes; shorter than its width where the log is not that long. */
  async readTile(tile: Tile): Promise<Uint8Array> {
    const name = `${tile.level}/${tile.index}`;
    const known = this.#full.get(name);
    if (known !== undefined) return known.subarray(0, tile.width * 32);
    const hashes = await readHashes(this.#db, tile.level, tile.index * tileWidth, tile.width);
    const bytes = concatBytes(...hashes);
    if (hashes.length === tileWidth) this.#keep(name, bytes);
    return bytes;
  }

  #keep(name: string, bytes: Uint8Array): void {
    this.#full.set(name, bytes);
    const [oldest] = this.#full.keys();
    if (this.#full.size > cachedTilesMax && oldest !== undefined) this.#full.delete(oldest);
  }
}
