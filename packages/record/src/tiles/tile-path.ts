import { isCount } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { type Tile, tileWidth } from './tile.ts';

/** What a path names. Bundles have level 0. */
export type TilePath = { kind: 'tile' | 'entries' } & Tile;

/** `tile/0/x001/x234/067.p/17`, below the log's prefix. @throws RangeError for a tile that cannot be */
export function tilePath({ level, index, width }: Tile): string {
  if (!isCount(level) || level > 63) throw new RangeError(`not a tile level: ${level}`);
  return `tile/${level}/${indexPath(index, width)}`;
}

/** `tile/entries/005` or `tile/entries/005.p/17`. @throws RangeError for a bundle that cannot be */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${indexPath(index, width)}`;
}

/** Groups of three digits, all but the last with x in front; then the width, unless full. */
function indexPath(index: number, width: number): string {
  if (!isCount(index) || !Number.isInteger(width) || width < 1 || width > tileWidth) {
    throw new RangeError(`not a tile: ${index}, ${width} wide`);
  }
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === tileWidth ? path : `${path}.p/${width}`;
}

const form = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** @param path - untrusted. Only the one spelling that `tilePath` or `bundlePath` gives is accepted. */
export function parseTilePath(path: string): Parsed<TilePath> {
  const [, name, groups, widthText] = form.exec(path) ?? [];
  if (name === undefined || groups === undefined) return refuse('tile-path');
  const kind = name === 'entries' ? 'entries' : 'tile';
  const level = kind === 'entries' ? 0 : Number(name);
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = widthText === undefined ? tileWidth : Number(widthText);
  if (level > 63 || !isCount(index) || width < 1 || width > tileWidth) return refuse('tile-path');
  const spelled = kind === 'entries' ? bundlePath(index, width) : tilePath({ level, index, width });
  return spelled === path ? accept({ kind, level, index, width }) : refuse('tile-path');
}
