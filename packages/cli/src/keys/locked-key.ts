import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { concatBytes, encodeBase64, encodeUtf8, parseBase64 } from '@rapport/record';

const prefix = 'LOCKED+KEY+';
const [saltBytes, nonceBytes, tagBytes, secretBytes] = [16, 12, 16, 32];
/** A tenth of a second or so and 128 MiB for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** What stands in the file of a key that a passphrase locks. */
export interface LockedKey {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/**
 * The text of a locked key's file: `LOCKED+KEY+NAME+ID+BASE64`; the base64 holds salt, nonce, tag and the seed
 * under AES-256-GCM with scrypt's key, bound to name and ID.
 *
 * @param seed - 32 secret bytes
 * @param random - 28 fresh random bytes: salt and nonce
 */
export function encodeLockedKey(
  { name, keyId, seed }: { readonly name: string; readonly keyId: string; readonly seed: Uint8Array },
  passphrase: string,
  random: Uint8Array,
): string {
  const salt = random.subarray(0, saltBytes);
  const nonce = random.subarray(saltBytes, saltBytes + nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce);
  cipher.setAAD(encodeUtf8(`${name}+${keyId}`));
  const secret = concatBytes(cipher.update(seed), cipher.final());
  const bytes = concatBytes(salt, nonce, new Uint8Array(cipher.getAuthTag()), secret);
  return `${prefix}${name}+${keyId}+${encodeBase64(bytes)}\n`;
}

/** @param text - untrusted. @returns `undefined` for any other form */
export function parseLockedKey(text: string): LockedKey | undefined {
  const [, name, keyId, data] = /^LOCKED\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/.exec(text) ?? [];
  const bytes = data === undefined ? undefined : parseBase64(data);
  if (name === undefined || keyId === undefined) return undefined;
  if (bytes?.length !== saltBytes + nonceBytes + tagBytes + secretBytes) return undefined;
  return { name, keyId, bytes };
}

/** The seed; `undefined` where the passphrase is another, or the file was changed. */
export function unlockKey({ name, keyId, bytes }: LockedKey, passphrase: string): Uint8Array | undefined {
  const nonceAt = saltBytes;
  const tagAt = nonceAt + nonceBytes;
  const key = scryptSync(passphrase, bytes.subarray(0, nonceAt), 32, cost);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(nonceAt, tagAt), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(encodeUtf8(`${name}+${keyId}`));
  decipher.setAuthTag(bytes.subarray(tagAt, tagAt + tagBytes));
  try {
    return concatBytes(decipher.update(bytes.subarray(tagAt + tagBytes)), decipher.final());
  } catch {
    return undefined;
  }
}
