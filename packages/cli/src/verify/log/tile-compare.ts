import { concatBytes, equalBytes, type TileHash, tilePath, tileWidth } from '@rapport/record';
import type { FaultList } from './fault-list.ts';
import type { LogSource } from './log-source.ts';
import { logFindings } from './wording.ts';

/**
 * Compares the tiles that the log serves with those that its entries give, level by level as they fill:
 * no more than one tile of each level is held.
 */
export class TileCompare {
  readonly #source: LogSource;
  readonly #faults: FaultList;
  readonly #levels: { index: number; hashes: Uint8Array[] }[] = [];

  constructor(source: LogSource, faults: FaultList) {
    this.#source = source;
    this.#faults = faults;
  }

  /** @param leaves - of one bundle. @param served - the level 0 tile beside it, `undefined` if not there */
  compareLeaves(index: number, leaves: readonly Uint8Array[], served: Uint8Array | undefined): void {
    this.#judge(0, index, leaves, served);
  }

  /** Takes the hashes that the bundle completed on the levels above. */
  async add(hashes: readonly TileHash[]): Promise<void> {
    for (const { level, hash } of hashes) {
      const tile = (this.#levels[level] ??= { index: 0, hashes: [] });
      tile.hashes.push(hash);
      if (tile.hashes.length < tileWidth) continue;
      await this.#compare(level, tile.index, tile.hashes);
      this.#levels[level] = { index: tile.index + 1, hashes: [] };
    }
  }

  /** Compares the partial tiles at the right edge. */
  async end(): Promise<void> {
    for (const [level, tile] of this.#levels.entries()) {
      if (tile !== undefined && tile.hashes.length > 0) await this.#compare(level, tile.index, tile.hashes);
    }
  }

  async #compare(level: number, index: number, hashes: readonly Uint8Array[]): Promise<void> {
    const served = await this.#source.tile({ level, index, width: hashes.length });
    this.#judge(level, index, hashes, served);
  }

  #judge(level: number, index: number, hashes: readonly Uint8Array[], served: Uint8Array | undefined): void {
    const path = tilePath({ level, index, width: hashes.length });
    if (served === undefined) this.#faults.add('tiles', logFindings.partMissing(path));
    else if (!equalBytes(served, concatBytes(...hashes)))
      this.#faults.add('tiles', logFindings.tileDiffers(path));
  }
}
