import { concatBytes } from '../bytes/bytes.ts';

/**
 * An ECDSA signature in DER as the 64 bytes r || s that platforms verify.
 *
 * @param der - untrusted; only the one encoding that DER allows is taken
 * @returns `undefined` where it is not that
 */
export function rawFromDer(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.end);
  if (r === undefined || s === undefined || s.end !== der.length) return undefined;
  return concatBytes(r.value, s.value);
}

/** A positive integer of at most 32 bytes, with a zero before it only where its first bit is set. */
function readInteger(der: Uint8Array, at: number): { value: Uint8Array; end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length === 0 || length > 33 || end > der.length) return undefined;
  const [first = 0, second = 0] = der.subarray(at + 2, end);
  if (first >= 0x80 || (first === 0 && (length === 1 || second < 0x80))) return undefined;
  const bytes = der.subarray(first === 0 ? at + 3 : at + 2, end);
  if (bytes.length > 32) return undefined;
  return { value: concatBytes(new Uint8Array(32 - bytes.length), bytes), end };
}
