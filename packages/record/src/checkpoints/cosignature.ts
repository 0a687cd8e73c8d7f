import { concatBytes } from '../bytes/bytes.ts';
import { encodeUint64, parseUint64 } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import type { KeyType } from '../keys/verifier-key.ts';

/** What a cosignature line carries. `time` is POSIX seconds; 0 makes no claim of freshness. */
export type Cosignature = { time: number; signature: Uint8Array };

export type CosignatureType = Exclude<KeyType, 'ed25519' | 'passkey'>;

const signatureBytes: Record<CosignatureType, number> = {
  'ed25519-cosignature': 64,
  'ml-dsa-44-cosignature': 2420,
};

/** uint64 time || signature. Source: C2SP tlog-cosignature. */
export function encodeCosignature({ time, signature }: Cosignature): Uint8Array {
  return concatBytes(encodeUint64(time), signature);
}

/** @param bytes - a line's signature, untrusted. Times above 2^53 - 1 are refused: no clock shows them. */
export function parseCosignature(type: CosignatureType, bytes: Uint8Array): Parsed<Cosignature> {
  if (bytes.length !== 8 + signatureBytes[type]) return refuse('cosignature-length');
  const time = parseUint64(bytes);
  return time === undefined ? refuse('cosignature-time') : accept({ time, signature: bytes.slice(8) });
}
