import { webcrypto } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  concatBytes,
  ed25519Cosigner,
  encodeBase64,
  parseBase64,
  parseUtf8,
  type Signer,
  type SubtleLike,
  type VerifierKey,
  verifierKey,
} from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import { Unusable } from '../io/outcome.ts';
import type { Surroundings } from '../io/surroundings.ts';
import { checkMode, privateKeyOf, publicBytes } from '../keys/key-file.ts';

/** A witness's key: it signs with the time of each cosignature (type 0x04). */
export interface WitnessKey {
  readonly key: VerifierKey;
  /** @param seconds - POSIX, above 0 */
  cosignerAt(seconds: number): Signer;
}

const cosignatureByte = 0x04;

/** The public half of a seed, under the witness's name. */
export function witnessVerifierKey(name: string, seed: Uint8Array): VerifierKey {
  return verifierKey(name, 'ed25519-cosignature', publicBytes(privateKeyOf(seed)));
}

/** The text of the key file, in the form of Go's notes, type 0x04. @param seed - 32 secret bytes */
export function encodeWitnessKey(name: string, seed: Uint8Array): string {
  const { keyId } = witnessVerifierKey(name, seed);
  return `PRIVATE+KEY+${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(cosignatureByte), seed))}\n`;
}

/** Reads the key of a witness's folder. @throws Unusable where it is not there, open to others or no such key */
export function readWitnessKey(surroundings: Surroundings, folder: string): WitnessKey {
  const path = join(folder, 'key');
  const text = parseUtf8(readGivenFile(surroundings, path, 4096)) ?? '';
  checkMode(resolve(surroundings.folder, path), path);
  const [, name, keyId, data] = /^PRIVATE\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n$/.exec(text) ?? [];
  const bytes = data === undefined ? undefined : parseBase64(data);
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== cosignatureByte) throw notAKey(path);
  const seed = bytes.subarray(1);
  const key = witnessVerifierKey(name, seed);
  if (key.keyId !== keyId) throw notAKey(path);
  const signing = privateKeyOf(seed).toCryptoKey({ name: 'Ed25519' }, false, ['sign']);
  const subtle = webcrypto.subtle as unknown as SubtleLike;
  return { key, cosignerAt: (seconds) => ed25519Cosigner(name, signing, key.publicKey, subtle, seconds) };
}

function notAKey(path: string): Unusable {
  return new Unusable('witness-key', {
    en: `${path} is not the key of a witness, as "rapport witness init" writes it. Put it back from your copy.`,
    ru: `${path} — не ключ свидетеля, какой пишет «rapport witness init». Верните его из вашей копии.`,
  });
}
