import { concatBytes } from '../bytes/bytes.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { tileWidth } from './tile.ts';

/** An entry's length is a uint16. */
export const entryBytesMax = 65_535;

/** Each entry after its length, a big-endian uint16. @throws RangeError for none, more than 256, or one too long */
export function encodeBundle(entries: Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > tileWidth) throw new RangeError(`${entries.length} entries`);
  if (entries.some((entry) => entry.length > entryBytesMax)) throw new RangeError('an entry is too long');
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]),
  );
}

/** @param bytes - untrusted. @param width - how many entries there have to be, 1 to 256 */
export function parseBundle(bytes: Uint8Array, width: number): Parsed<Uint8Array[]> {
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) return refuse('bundle-width');
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) return refuse('bundle-truncated', String(entries.length));
    entries.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return at === bytes.length ? accept(entries) : refuse('bundle-trailing-bytes');
}
