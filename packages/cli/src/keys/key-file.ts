import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  concatBytes,
  ed25519Signer,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  encodeVerifierKey,
  parseBase64,
  parseBase64Url,
  parseUtf8,
  type Signer,
  type SubtleLike,
  sha256,
  type VerifierKey,
  verifierKey,
} from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import { Unusable } from '../io/outcome.ts';
import type { Surroundings } from '../io/surroundings.ts';
import { encodeLockedKey, parseLockedKey, unlockKey } from './locked-key.ts';
import { readPassphrase } from './passphrase.ts';

/** An office's key pair. Its file is one line in the form of Go's notes: PRIVATE+KEY+NAME+HEX+BASE64. */
export interface OfficeKeyFile {
  readonly signer: Signer;
  /** The name's parts: the log's origin, the participant, the office. */
  readonly log: string;
  readonly participant: string;
  readonly office: string;
}

const prefix = 'PRIVATE+KEY+';
const ed25519Byte = 0x01;
/** PKCS #8 of an Ed25519 key up to its seed. Source: RFC 8410, 7. */
const pkcs8Head = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** The text of a key file. @param seed - 32 secret bytes */
export function encodeKeyFile(name: string, seed: Uint8Array): string {
  const { keyId } = verifierKeyOf(name, seed);
  return `${prefix}${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(ed25519Byte), seed))}\n`;
}

/** The same, locked with a passphrase. @param random - 28 fresh random bytes */
export function encodeLockedKeyFile(
  name: string,
  seed: Uint8Array,
  passphrase: string,
  random: Uint8Array,
): string {
  return encodeLockedKey({ name, keyId: verifierKeyOf(name, seed).keyId, seed }, passphrase, random);
}

/** The public half of a seed, under a name. */
export function verifierKeyOf(name: string, seed: Uint8Array): VerifierKey {
  return verifierKey(name, 'ed25519', publicBytes(privateKeyOf(seed)));
}

/**
 * Reads a key file: only its owner may be able to.
 *
 * @throws Unusable where it is not there, open to others or not a key; the sentence never shows the key
 */
export function readKeyFile(surroundings: Surroundings, path: string): OfficeKeyFile {
  const text = parseUtf8(readGivenFile(surroundings, path, 4096)) ?? '';
  checkMode(resolve(surroundings.folder, path), path);
  const parsed = parseKeyFile(text) ?? openLocked(surroundings, path, text);
  if (parsed !== undefined) return parsed;
  throw new Unusable('key-file', {
    en: `${path} is not a key file: one line PRIVATE+KEY+NAME+ID+KEY or LOCKED+KEY+..., as "rapport keys new" writes it.`,
    ru: `${path} — не файл ключа: в нём одна строка PRIVATE+KEY+ИМЯ+ID+КЛЮЧ или LOCKED+KEY+..., какую пишет «rapport keys new».`,
  });
}

/** A key that a passphrase locks; `undefined` where the text is no such file. */
function openLocked(surroundings: Surroundings, path: string, text: string): OfficeKeyFile | undefined {
  const locked = parseLockedKey(text);
  if (locked === undefined) return undefined;
  const seed = unlockKey(locked, readPassphrase(surroundings, path));
  if (seed !== undefined) return keyOf(locked.name, locked.keyId, seed);
  throw new Unusable('passphrase', {
    en: `This is not the passphrase of ${path}, or the file was changed.`,
    ru: `Парольная фраза не подходит к ${path}, либо файл изменён.`,
  });
}

/** @throws Unusable where others on this machine can read a file that holds a key */
export function checkMode(file: string, path: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  throw new Unusable('key-file-open', {
    en: `Others on this machine can read the key ${path}. Make it yours alone: chmod 600 ${path}`,
    ru: `Ключ ${path} могут прочесть другие пользователи машины. Закройте его: chmod 600 ${path}`,
  });
}

/** @param text - untrusted. @returns the key, or `undefined` for any other form or a key ID that is not its own */
export function parseKeyFile(text: string): OfficeKeyFile | undefined {
  const [, name, keyId, data] = /^PRIVATE\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/.exec(text) ?? [];
  const bytes = data === undefined ? undefined : parseBase64(data);
  if (name === undefined || keyId === undefined) return undefined;
  if (bytes === undefined || bytes.length !== 33 || bytes[0] !== ed25519Byte) return undefined;
  return keyOf(name, keyId, bytes.subarray(1));
}

/** `undefined` where the name is no office's, or the key ID another's. */
function keyOf(name: string, keyId: string, seed: Uint8Array): OfficeKeyFile | undefined {
  const [, log, participant, office] = /^(.+)\/([^/]+)\/([^/]+)$/.exec(name) ?? [];
  if (log === undefined || participant === undefined || office === undefined) return undefined;
  const privateKey = privateKeyOf(seed);
  const key = privateKey.toCryptoKey({ name: 'Ed25519' }, false, ['sign']);
  const signer = ed25519Signer(name, key, publicBytes(privateKey), webcrypto.subtle as unknown as SubtleLike);
  return signer.key.keyId === keyId ? { signer, log, participant, office } : undefined;
}

/** The platform's key of a seed. @param seed - 32 secret bytes */
export function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.from(concatBytes(pkcs8Head, seed));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of its public half. */
export function publicBytes(privateKey: KeyObject): Uint8Array {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const bytes = parseBase64Url(x ?? '');
  if (bytes === undefined) throw new Error('the platform gave no public key');
  return bytes;
}

/** What people read to each other to compare a key: SHA-256 of the verifier key's text, in groups of four. */
export function fingerprintOf(key: VerifierKey): string {
  return (encodeHex(sha256(encodeUtf8(encodeVerifierKey(key)))).match(/.{4}/g) ?? []).join(' ');
}
