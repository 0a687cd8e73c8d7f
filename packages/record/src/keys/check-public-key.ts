import { ed25519 } from '@noble/curves/ed25519.js';
import type { RecordFinding } from '../findings.ts';
import { checkPasskey } from './passkey.ts';
import { isKeyLength, type KeyType } from './verifier-key.ts';

/**
 * Checks a key before it is registered: an Ed25519 key has to be the one encoding of a point of the
 * prime-order group, so that no signature by it is judged differently by two verifiers.
 * @param publicKey - untrusted
 * @returns findings; empty means it may be registered. Source: record.md 3.
 */
export function checkPublicKey(type: KeyType, publicKey: Uint8Array): RecordFinding[] {
  if (!isKeyLength(type, publicKey.length)) return [{ code: 'key-length' }];
  if (type === 'passkey') return checkPasskey(publicKey, checkPoint);
  return type === 'ml-dsa-44-cosignature' ? [] : checkPoint(publicKey);
}

function checkPoint(publicKey: Uint8Array): RecordFinding[] {
  try {
    const point = ed25519.Point.fromBytes(publicKey, false); // strict: no second encoding of a point
    const prime = !point.isSmallOrder() && point.isTorsionFree();
    return prime ? [] : [{ code: 'key-low-order' }];
  } catch {
    return [{ code: 'key-not-canonical' }];
  }
}
