import { encodeHex } from '../bytes/hex.ts';

/**
 * The seven y coordinates, little-endian, under which points of order 1, 2, 4 and 8 can be written: five
 * points' own and two spelled above the field's prime. The sign bit, the highest, may be either.
 */
const lowOrderCoordinates = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** True if these 32 bytes spell an Ed25519 point of low order, canonically or not. */
export function isLowOrder(point: Uint8Array): boolean {
  const coordinate = point.slice();
  coordinate[31] = (point[31] ?? 0) & 0x7f;
  return lowOrderCoordinates.has(encodeHex(coordinate));
}
