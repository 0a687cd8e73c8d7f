import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  ed25519Signer,
  mlDsa44Signer,
  type PlatformKey,
  parseBase64Url,
  type Signer,
  type VerifierKey,
  verifierKey,
} from '@rapport/record';
import { type Locked, lockSecret, unlockSecret } from './passphrase.ts';
import { subtle } from './platform.ts';

/** The log's two keys: Ed25519 signs each checkpoint at once, ML-DSA-44 on a timer. */
export interface LogKey {
  readonly ed25519: Signer;
  readonly mlDsa44: VerifierKey;
  /** The ML-DSA-44 signer that states `seconds` (POSIX) as the time of its signature. */
  mlDsa44At(seconds: number): Signer;
}

/** The log's key cannot be used; the message says what to do. */
export class LogKeyError extends Error {}

interface KeyFile {
  readonly format: 'rapport/log-key@v1';
  readonly origin: string;
  readonly ed25519: JsonWebKey;
  readonly mlDsa44: JsonWebKey;
}

const fileName = 'log-key.json';

/**
 * Reads the log's key from the data folder, or makes it there at first start (mode 0600, complete and on
 * disk before it gets its name, so that two servers starting at once agree on one).
 *
 * @param mayMake - false where the database already holds a log: its key must then be found
 * @param passphrase - locks the file; the same must be given at each start
 */
export function openLogKey(
  folder: string,
  origin: string,
  passphrase: string | undefined,
  mayMake: boolean,
): LogKey {
  const path = join(folder, fileName);
  if (!existsSync(path)) {
    if (!mayMake) throw new LogKeyError(missing(path));
    makeKeyFile(path, origin, passphrase);
  }
  const file = readKeyFile(path, passphrase);
  if (file.origin !== origin)
    throw new LogKeyError(`The log key ${path} is for ${file.origin}, not for ${origin}.`);
  return keyOf(file);
}

function missing(path: string): string {
  return `The database holds a log, but its key ${path} is not there. Put the key file back from your backup; a new key would be another log.`;
}

function makeKeyFile(path: string, origin: string, passphrase: string | undefined): void {
  const file: KeyFile = {
    format: 'rapport/log-key@v1',
    origin,
    ed25519: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    mlDsa44: generateKeyPairSync('ml-dsa-44').privateKey.export({ format: 'jwk' }),
  };
  const text = JSON.stringify(passphrase === undefined ? file : lockSecret(JSON.stringify(file), passphrase));
  const draft = `${path}.${process.pid}`;
  writeDurably(draft, `${text}\n`);
  try {
    linkSync(draft, path); // fails where another server was first: its key then counts
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    unlinkSync(draft);
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readKeyFile(path: string, passphrase: string | undefined): KeyFile {
  if ((statSync(path).mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw new LogKeyError(`Others can read the log key ${path}. Make it yours alone: chmod 600 ${path}`);
  }
  const read = parse(path, readFileSync(path, 'utf8'));
  if (read.format === 'rapport/log-key@v1') return read;
  if (passphrase === undefined)
    throw new LogKeyError(`The log key ${path} is locked: set RAPPORT_LOG_KEY_PASSPHRASE.`);
  const text = unlockSecret(read, passphrase);
  if (text === undefined)
    throw new LogKeyError(`RAPPORT_LOG_KEY_PASSPHRASE does not open the log key ${path}.`);
  return JSON.parse(text) as KeyFile;
}

function parse(path: string, text: string): KeyFile | Locked {
  try {
    const value = JSON.parse(text) as KeyFile | Locked;
    if (value.format === 'rapport/log-key@v1' || value.format === 'rapport/locked@v1') return value;
  } catch {
    // falls through to the one sentence below
  }
  throw new LogKeyError(`The log key ${path} is damaged. Put it back from your backup.`);
}

function keyOf({ origin, ed25519, mlDsa44 }: KeyFile): LogKey {
  const pqPublic = publicBytes(mlDsa44, 'pub');
  const pqPrivate = privateKey(mlDsa44, 'ML-DSA-44');
  return {
    ed25519: ed25519Signer(origin, privateKey(ed25519, 'Ed25519'), publicBytes(ed25519, 'x'), subtle),
    mlDsa44: verifierKey(origin, 'ml-dsa-44-cosignature', pqPublic),
    mlDsa44At: (seconds) => mlDsa44Signer(origin, pqPrivate, pqPublic, subtle, seconds),
  };
}

function publicBytes(jwk: JsonWebKey, member: string): Uint8Array {
  const value = (jwk as Record<string, unknown>)[member];
  const bytes = typeof value === 'string' ? parseBase64Url(value) : undefined;
  if (bytes === undefined) throw new LogKeyError('The log key is damaged: it holds no public key.');
  return bytes;
}

function privateKey(jwk: JsonWebKey, algorithm: string): PlatformKey {
  return createPrivateKey({ key: jwk, format: 'jwk' }).toCryptoKey({ name: algorithm }, false, ['sign']);
}
