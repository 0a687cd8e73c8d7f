import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/text.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { sha256 } from '../tree/hash.ts';

export type KeyType = 'ed25519' | 'ed25519-cosignature' | 'ml-dsa-44-cosignature';

/** A public key bound to the name it signs under. `keyId` is 8 lower-case hexadecimal digits. */
export type VerifierKey = { name: string; keyId: string; type: KeyType; publicKey: Uint8Array };

/** The type byte in key IDs and verifier keys, and the key's length. Source: C2SP signed-note, tlog-cosignature. */
export const keyTypes: Record<KeyType, { byte: number; publicKeyBytes: number }> = {
  ed25519: { byte: 0x01, publicKeyBytes: 32 },
  'ed25519-cosignature': { byte: 0x04, publicKeyBytes: 32 },
  'ml-dsa-44-cosignature': { byte: 0x06, publicKeyBytes: 1312 },
};

/** Not empty, no Unicode white space, no plus sign, no control character. Source: C2SP signed-note. */
export function isKeyName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
  return name !== '' && !/[\p{White_Space}+\u0000-\u001f\p{Surrogate}]/u.test(name);
}

/** @throws RangeError for a name or a length no verifier key can have: registration checks them first. */
export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`not a key name: ${name}`);
  if (publicKey.length !== keyTypes[type].publicKeyBytes) throw new RangeError(`not a ${type} key`);
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey };
}

/** The first 4 bytes of SHA-256(name || 0x0a || type || public key), in hexadecimal. */
function keyIdOf(name: string, type: KeyType, publicKey: Uint8Array): string {
  const typed = concatBytes(Uint8Array.of(0x0a, keyTypes[type].byte), publicKey);
  return encodeHex(sha256(concatBytes(encodeUtf8(name), typed)).subarray(0, 4));
}

/** `name+keyId+base64(type || public key)`. */
export function encodeVerifierKey(key: VerifierKey): string {
  const typed = concatBytes(Uint8Array.of(keyTypes[key.type].byte), key.publicKey);
  return `${key.name}+${key.keyId}+${encodeBase64(typed)}`;
}

/**
 * Reads a verifier key. Says nothing of the point behind it: see `checkPublicKey`.
 * @param vkey - untrusted; split at the first two plus signs, since base64 may hold more
 */
export function parseVerifierKey(vkey: string): Parsed<VerifierKey> {
  const [, name, keyId, data] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey) ?? [];
  if (name === undefined || keyId === undefined || data === undefined) return refuse('vkey-form');
  if (!isKeyName(name)) return refuse('vkey-name');
  if (!/^[0-9a-f]{8}$/.test(keyId)) return refuse('vkey-key-id');
  const typed = parseBase64(data);
  if (typed === undefined) return refuse('vkey-base64');
  const type = typeOfByte(typed[0]);
  if (type === undefined) return refuse('vkey-type');
  if (typed.length !== 1 + keyTypes[type].publicKeyBytes) return refuse('key-length');
  const key = verifierKey(name, type, typed.slice(1));
  return key.keyId === keyId ? accept(key) : refuse('vkey-key-id');
}

function typeOfByte(byte: number | undefined): KeyType | undefined {
  return (Object.keys(keyTypes) as KeyType[]).find((type) => keyTypes[type].byte === byte);
}
