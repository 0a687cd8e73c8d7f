import { scrypt } from '@noble/hashes/scrypt.js';
import { encodeUtf8 } from '../bytes/text.ts';

/**
 * The 32 bytes that lock and open a key file: scrypt, 128 MiB and a second or so for each guess in a browser. The same
 * as the command line's own (cli/src/keys/locked-key.ts), for places where the platform has none.
 *
 * @param salt - 16 random bytes, kept beside what is locked
 */
export function passphraseKey(passphrase: string, salt: Uint8Array): Uint8Array {
  return scrypt(encodeUtf8(passphrase), salt, { N: 2 ** 17, r: 8, p: 1, dkLen: 32, maxmem: 2 ** 28 });
}
