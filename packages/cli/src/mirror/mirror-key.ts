import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  concatBytes,
  ed25519Cosigner,
  ed25519Signer,
  encodeBase64,
  encodeUtf8,
  isKeyName,
  parseBase64,
  parseBase64Url,
  parseUtf8,
  type Signer,
  type SubtleLike,
  type VerifierKey,
  verifierKey,
} from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import { Unusable } from '../io/outcome.ts';
import type { Surroundings } from '../io/surroundings.ts';

/** The key with which a mirror says what it holds durably: a cosigner's (type 0x04), of its own name. */
export interface MirrorKey {
  readonly key: VerifierKey;
  /** Cosigns a checkpoint. @param time - POSIX seconds */
  cosigner(time: number): Signer;
  /** Signs the statement of what the mirror holds. */
  readonly signer: Signer;
}

const cosignerByte = 0x04;
const pkcs8Head = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);
const subtle = webcrypto.subtle as unknown as SubtleLike;

/** @param seed - 32 secret bytes. @param name - a key name */
export function mirrorKeyOf(name: string, seed: Uint8Array): MirrorKey {
  const der = Buffer.from(concatBytes(pkcs8Head, seed));
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = parseBase64Url(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '');
  if (publicKey === undefined) throw new Error('the platform gave no public key');
  const key = privateKey.toCryptoKey({ name: 'Ed25519' }, false, ['sign']);
  return {
    key: verifierKey(name, 'ed25519-cosignature', publicKey),
    cosigner: (time) => ed25519Cosigner(name, key, publicKey, subtle, time),
    signer: ed25519Signer(name, key, publicKey, subtle),
  };
}

/** The same public key as a note's key: it signs `rapport/holdings@v1`, which no cosignature can be. */
export function holdingsKeyOf({ name, publicKey }: VerifierKey): VerifierKey {
  return verifierKey(name, 'ed25519', publicKey);
}

/** One line in the form of Go's notes: PRIVATE+KEY+NAME+HEX+BASE64. */
export function encodeMirrorKey(name: string, seed: Uint8Array): string {
  const { keyId } = mirrorKeyOf(name, seed).key;
  return `PRIVATE+KEY+${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(cosignerByte), seed))}\n`;
}

/** @throws Unusable where the file is not there, open to others or no mirror's key */
export function readMirrorKey(surroundings: Surroundings, path: string): MirrorKey {
  const text = parseUtf8(readGivenFile(surroundings, path, 4096)) ?? '';
  const isOpen = (statSync(resolve(surroundings.folder, path)).mode & 0o077) !== 0;
  if (isOpen && process.platform !== 'win32') {
    throw new Unusable('key-file-open', {
      en: `Others on this machine can read the key ${path}. Make it yours alone: chmod 600 ${path}`,
      ru: `Ключ ${path} могут прочесть другие пользователи машины. Закройте его: chmod 600 ${path}`,
    });
  }
  const key = parseMirrorKey(text);
  if (key !== undefined) return key;
  throw new Unusable('mirror-key-file', {
    en: `${path} is not the key file of a mirror: "rapport mirror key" makes one.`,
    ru: `${path} — не файл ключа зеркала: его создаёт «rapport mirror key».`,
  });
}

function parseMirrorKey(text: string): MirrorKey | undefined {
  const [, name, keyId, data] = /^PRIVATE\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/.exec(text) ?? [];
  const bytes = data === undefined ? undefined : parseBase64(data);
  if (name === undefined || !isMirrorName(name) || bytes?.length !== 33 || bytes[0] !== cosignerByte)
    return undefined;
  const key = mirrorKeyOf(name, bytes.subarray(1));
  return key.key.keyId === keyId ? key : undefined;
}

/** A key name that a cosignature can carry. */
export function isMirrorName(name: string): boolean {
  return isKeyName(name) && encodeUtf8(name).length <= 255;
}
