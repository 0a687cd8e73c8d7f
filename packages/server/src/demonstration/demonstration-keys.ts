import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ed25519Signer,
  encodeBase64,
  officeKeyName,
  parseBase64Url,
  type Signer,
  verifierKey,
} from '@rapport/record';
import { subtle } from '../log/platform.ts';

/**
 * Keys of the invented offices of the demonstration, in the data folder, mode 0600. In production every
 * such key is made and kept by its own ministry and no server ever has one.
 */
export interface DemonstrationKeys {
  /** The signer of an office, or of the root; made at first use. */
  signer(participant: string, office: string): Signer;
}

interface StoredKey {
  readonly participant: string;
  readonly office: string;
  readonly seed: string;
}

/** Opens the demonstration's keys for a log. Also leaves each as a key file that the command line reads. */
export function openDemonstrationKeys(dataFolder: string, origin: string): DemonstrationKeys {
  const folder = join(dataFolder, 'demonstration', 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signers = new Map<string, Signer>();
  return {
    signer: (participant, office) => {
      const name = `${participant}-${office}`;
      const known = signers.get(name);
      if (known !== undefined) return known;
      const signer = signerOf(origin, openKey(join(folder, `${name}.key`), origin, participant, office));
      signers.set(name, signer);
      return signer;
    },
  };
}

/** Reads a key file, or makes it. Its form is that of Go's signed notes: PRIVATE+KEY+name+id+base64. */
function openKey(path: string, origin: string, participant: string, office: string): StoredKey {
  if (!existsSync(path)) makeKey(path, officeKeyName(origin, participant, office));
  const seed = readFileSync(path, 'utf8').trim().split('+').slice(4).join('+'); // base64 may hold + too
  if (seed === '')
    throw new Error(`the demonstration key ${path} is damaged; delete the data folder to begin anew`);
  return { participant, office, seed: Buffer.from(seed, 'base64').subarray(1).toString('base64url') };
}

function makeKey(path: string, name: string): void {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const key = verifierKey(name, 'ed25519', publicOf(jwk));
  const seed = Buffer.concat([Buffer.of(1), Buffer.from(jwk.d ?? '', 'base64url')]);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `PRIVATE+KEY+${name}+${key.keyId}+${encodeBase64(seed)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path); // fails where another server was first: its key then counts
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    unlinkSync(draft);
  }
}

function publicOf(jwk: JsonWebKey): Uint8Array {
  const bytes = parseBase64Url(jwk.x ?? '');
  if (bytes === undefined) throw new Error('the platform gave an Ed25519 key without its public half');
  return bytes;
}

/** PKCS #8 of an Ed25519 seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function signerOf(origin: string, { participant, office, seed }: StoredKey): Signer {
  const der = Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64url')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const jwk = key.export({ format: 'jwk' });
  return ed25519Signer(
    officeKeyName(origin, participant, office),
    key.toCryptoKey({ name: 'Ed25519' }, false, ['sign']),
    publicOf(jwk),
    subtle,
  );
}
