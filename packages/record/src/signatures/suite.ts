import { encodeBase64 } from '../bytes/base64.ts';
import { isLowOrder } from '../keys/low-order.ts';
import { rawFromDer } from './der.ts';
import { type PlatformBytes, type PlatformKey, platformBytes, type SubtleLike } from './subtle.ts';

/**
 * Verification of bare signatures. Hostile keys, messages and signatures give false; a promise rejects
 * only when the platform has no such cryptography at all.
 */
export interface SignatureSuite {
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** ECDSA on P-256 with SHA-256. @param publicKey - 65 bytes @param signature - DER */
  verifyEs256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** Pure ML-DSA-44 with an empty context (FIPS 204). */
  verifyMlDsa44(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/**
 * Ed25519 is the platform's alone: a second implementation would judge crooked signatures otherwise
 * (record.md 3). Platforms differ in one thing only, whether a key or an R of low order will do (Node 20
 * and Chromium take it, Node 24 does not), so those are refused here before the platform is asked: then
 * all give the same verdict. Vectors: ed25519/accepted.json.
 * @param subtle - the platform's `crypto.subtle`. ML-DSA-44 is the platform's
 *   where it has it, else that of @noble/post-quantum, loaded when first needed.
 */
export function createSuite(subtle: SubtleLike): SignatureSuite {
  const ed25519Key = keyCache((raw) => subtle.importKey('raw', raw, { name: 'Ed25519' }, true, ['verify']));
  const es256Key = keyCache((raw) => subtle.importKey('raw', raw, p256, true, ['verify']));
  const mlDsaKey = keyCache((raw) =>
    subtle.importKey('raw-public', raw, { name: 'ML-DSA-44' }, true, ['verify']),
  );
  return {
    async verifyEd25519(publicKey, message, signature) {
      if (publicKey.length !== 32 || signature.length !== 64) return false;
      if (isLowOrder(publicKey) || isLowOrder(signature.subarray(0, 32))) return false;
      const key = await ed25519Key(publicKey).catch(refusedKey);
      return (
        key !== undefined &&
        subtle.verify({ name: 'Ed25519' }, key, platformBytes(signature), platformBytes(message))
      );
    },
    async verifyEs256(publicKey, message, der) {
      const signature = rawFromDer(der);
      if (signature === undefined || publicKey.length !== 65) return false;
      const key = await es256Key(publicKey).catch(() => undefined);
      return key !== undefined && subtle.verify(es256, key, platformBytes(signature), platformBytes(message));
    },
    async verifyMlDsa44(publicKey, message, signature) {
      if (publicKey.length !== 1312 || signature.length !== 2420) return false;
      const key = await mlDsaKey(publicKey).catch(() => undefined);
      if (key === undefined) return verifyWithNoble(publicKey, message, signature);
      return subtle.verify({ name: 'ML-DSA-44' }, key, platformBytes(signature), platformBytes(message));
    },
  };
}

const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
const es256 = { name: 'ECDSA', hash: 'SHA-256' };

/** A key the platform will not read verifies nothing; a platform without Ed25519 is no verdict on the key. */
function refusedKey(error: unknown): undefined {
  if ((error as { name?: unknown }).name === 'DataError') return undefined;
  throw new Error('this platform has no Ed25519', { cause: error });
}

async function verifyWithNoble(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { ml_dsa44 } = await import('@noble/post-quantum/ml-dsa.js');
  return ml_dsa44.verify(signature, message, publicKey);
}

/** Importing costs as much as a tenth of a verification: keep the last thousand keys, oldest out first. */
const keysKept = 1000;

function keyCache(
  importKey: (raw: PlatformBytes) => Promise<PlatformKey>,
): (raw: Uint8Array) => Promise<PlatformKey> {
  const kept = new Map<string, Promise<PlatformKey>>();
  return (raw) => {
    const id = encodeBase64(raw);
    const known = kept.get(id);
    if (known !== undefined) return known;
    const key = importKey(platformBytes(raw));
    kept.set(id, key);
    for (const oldest of kept.keys()) {
      if (kept.size <= keysKept) break;
      kept.delete(oldest);
    }
    return key;
  };
}
