import { bundlePath, hashBytes, noteBytesMax, type Tile, tilePath, tileWidth } from '@rapport/record';

/** Where things stand in a mirror's folder. What a server would show under `/log/` stands in `log/`. */
export const names = {
  checkpoint: 'log/checkpoint',
  keys: 'log/key',
  policy: 'log/policy',
  /** The checkpoint that a copy under way goes by. */
  pending: 'pending',
  /** By the size of the checkpoint that it goes with, so that a newer one never stands in its place. */
  holdings: (size: number): string => `holdings/${size}`,
  /** Earlier checkpoints that witnesses cosigned, by size: what came after them cannot be dated before them. */
  witnessed: (size: number): string => `witnessed/${size}`,
  keyNotices: 'key-notices.json',
  /** Which erasures were carried out here. */
  erased: 'erased.json',
  organisation: 'unproved/organisation.json',
  tile: (tile: Tile): string => `log/${tilePath(tile)}`,
  bundle: (index: number, width: number): string => `log/${bundlePath(index, width)}`,
  notices: (index: number, width: number): string =>
    `notices/${bundlePath(index, width).slice('tile/entries/'.length)}`,
  attachment: (sha256: string): string => `attachments/${sha256.slice(0, 2)}/${sha256}`,
  measure: (hash: string): string => `measures/${hash}.json`,
  evidence: (name: string): string => `evidence/${name}`,
} as const;

/** The most bytes that an honest file of each kind has. */
export const bytesMax = {
  note: noteBytesMax,
  tile: tileWidth * hashBytes,
  bundle: tileWidth * (2 + 65_535),
  /** 256 notices of 65,535 bytes, each byte at most six in JSON. */
  notices: tileWidth * 65_535 * 6,
  attachment: 10 * 1024 * 1024,
  measure: 16 * 1024 * 1024,
  organisation: 64 * 1024 * 1024,
  keyNotices: 256 * 1024 * 1024,
} as const;
