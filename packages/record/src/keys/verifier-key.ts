import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/text.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { sha256 } from '../tree/hash.ts';

export type KeyType = 'ed25519' | 'ed25519-cosignature' | 'ml-dsa-44-cosignature' | 'passkey';

/** A public key bound to the name it signs under. `keyId` is 8 lower-case hexadecimal digits. */
export type VerifierKey = { name: string; keyId: string; type: KeyType; publicKey: Uint8Array };

interface KeyForm {
  /** What stands before the public key in key IDs and verifier keys. */
  readonly mark: Uint8Array;
  /** The fewest and the most bytes of a public key. */
  readonly publicKeyBytes: readonly [number, number];
}

const passkeyMark = concatBytes(Uint8Array.of(0xff), encodeUtf8('rapport/passkey@v1\n'));

/**
 * The type in key IDs and verifier keys, and the key's length. Source: C2SP signed-note, tlog-cosignature; a passkey
 * is a type of our own under 0xff (docs/spec/notice.md).
 */
export const keyTypes: Record<KeyType, KeyForm> = {
  ed25519: { mark: Uint8Array.of(0x01), publicKeyBytes: [32, 32] },
  'ed25519-cosignature': { mark: Uint8Array.of(0x04), publicKeyBytes: [32, 32] },
  'ml-dsa-44-cosignature': { mark: Uint8Array.of(0x06), publicKeyBytes: [1312, 1312] },
  passkey: { mark: passkeyMark, publicKeyBytes: [66, 353] },
};

/** Whether a public key of this type may have so many bytes. */
export function isKeyLength(type: KeyType, bytes: number): boolean {
  const [least, most] = keyTypes[type].publicKeyBytes;
  return bytes >= least && bytes <= most;
}

/** Not empty, no Unicode white space, no plus sign, no control character. Source: C2SP signed-note. */
export function isKeyName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
  return name !== '' && !/[\p{White_Space}+\u0000-\u001f\p{Surrogate}]/u.test(name);
}

/** @throws RangeError for a name or a length no verifier key can have: registration checks them first. */
export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`not a key name: ${name}`);
  if (!isKeyLength(type, publicKey.length)) throw new RangeError(`not a ${type} key`);
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey };
}

/** The first 4 bytes of SHA-256(name || 0x0a || type || public key), in hexadecimal. */
function keyIdOf(name: string, type: KeyType, publicKey: Uint8Array): string {
  const typed = concatBytes(Uint8Array.of(0x0a), keyTypes[type].mark, publicKey);
  return encodeHex(sha256(concatBytes(encodeUtf8(name), typed)).subarray(0, 4));
}

/** `name+keyId+base64(type || public key)`. */
export function encodeVerifierKey(key: VerifierKey): string {
  const typed = concatBytes(keyTypes[key.type].mark, key.publicKey);
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
  const type = typeOf(typed);
  if (type === undefined) return refuse('vkey-type');
  const publicKey = typed.slice(keyTypes[type].mark.length);
  if (!isKeyLength(type, publicKey.length)) return refuse('key-length');
  const key = verifierKey(name, type, publicKey);
  return key.keyId === keyId ? accept(key) : refuse('vkey-key-id');
}

function typeOf(typed: Uint8Array): KeyType | undefined {
  const startsWith = (mark: Uint8Array) => mark.every((byte, i) => typed[i] === byte);
  return (Object.keys(keyTypes) as KeyType[]).find((type) => startsWith(keyTypes[type].mark));
}
