import { p256 } from '@noble/curves/nist.js';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import type { RecordFinding } from '../findings.ts';
import { sha256 } from '../tree/hash.ts';

/**
 * A passkey as it is certified: the authenticator's public key, the SHA-256 of the relying party's ID under which it
 * was made, and the origin of the pages on which alone it signs.
 */
export interface Passkey {
  /** `es256`: 65 bytes, an uncompressed point of P-256; `eddsa`: 32 bytes of Ed25519. */
  readonly algorithm: 'es256' | 'eddsa';
  readonly point: Uint8Array;
  readonly rpIdHash: Uint8Array;
  readonly origin: string;
}

const pointBytes = { es256: 65, eddsa: 32 } as const;
const algorithmBytes = { es256: 1, eddsa: 2 } as const;

/** One byte of algorithm (1 ES256, 2 EdDSA), the point, 32 bytes of the relying party's hash, the origin in UTF-8. */
export function encodePasskey({ algorithm, point, rpIdHash, origin }: Passkey): Uint8Array {
  return concatBytes(Uint8Array.of(algorithmBytes[algorithm]), point, rpIdHash, encodeUtf8(origin));
}

/** Reads what `encodePasskey` wrote. @param publicKey - untrusted; `undefined` where it is no passkey */
export function parsePasskey(publicKey: Uint8Array): Passkey | undefined {
  const algorithm = publicKey[0] === 1 ? 'es256' : publicKey[0] === 2 ? 'eddsa' : undefined;
  if (algorithm === undefined) return undefined;
  const end = 1 + pointBytes[algorithm];
  const origin = parseUtf8(publicKey.subarray(end + 32));
  if (origin === undefined || !isOrigin(origin)) return undefined;
  const point = publicKey.slice(1, end);
  return { algorithm, point, rpIdHash: publicKey.slice(end, end + 32), origin };
}

/** `https` and a host in its one spelling; `http` on a computer's own address, for demonstrations. */
function isOrigin(origin: string): boolean {
  return /^(?:https:\/\/[a-z0-9.-]{1,200}(?::\d{1,5})?|http:\/\/localhost(?::\d{1,5})?)$/.test(origin);
}

/** SHA-256 of the relying party's ID, as authenticators give it. */
export function rpIdHash(rpId: string): Uint8Array {
  return sha256(encodeUtf8(rpId));
}

/**
 * Checks a passkey before it is registered: the origin is a host's, the relying party is that host or a domain above
 * it, and the point is in its one encoding on its curve.
 *
 * @param publicKey - untrusted
 * @param checkEd25519 - what checks a point of Ed25519
 */
export function checkPasskey(
  publicKey: Uint8Array,
  checkEd25519: (point: Uint8Array) => RecordFinding[],
): RecordFinding[] {
  const passkey = parsePasskey(publicKey);
  if (passkey === undefined || !isOfHost(passkey)) return [{ code: 'passkey-form' }];
  if (passkey.algorithm === 'eddsa') return checkEd25519(passkey.point);
  return isPointOfP256(passkey.point) ? [] : [{ code: 'key-not-canonical' }];
}

function isOfHost({ origin, rpIdHash: hash }: Passkey): boolean {
  const labels = (/^https?:\/\/([^:]+)/.exec(origin)?.[1] ?? '').split('.');
  return labels.some((_, i) => rpIdHash(labels.slice(i).join('.')).every((byte, at) => byte === hash[at]));
}

function isPointOfP256(point: Uint8Array): boolean {
  try {
    p256.Point.fromBytes(point).assertValidity();
    return point[0] === 4;
  } catch {
    return false;
  }
}
