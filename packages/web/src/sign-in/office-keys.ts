import {
  ed25519Signer,
  encodeVerifierKey,
  officeKeyName,
  type Signer,
  type SubtleLike,
} from '@rapport/record';
import { get, set } from 'idb-keyval';

/** The platform's cryptography in the words of `record`. */
export const subtle = crypto.subtle as unknown as SubtleLike;

/** A key pair that this browser holds for an office; the private half cannot be taken out of it. */
interface StoredKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
}

/** This browser has no Ed25519 keys: it is too old for signing. */
export class NoSigningHere extends Error {}

function placeOf(log: string, participant: string, office: string): string {
  return `office-key/${officeKeyName(log, participant, office)}`;
}

/** The signer of an office whose key this browser holds, if it does. */
export async function findSigner(
  log: string,
  participant: string,
  office: string,
): Promise<Signer | undefined> {
  const stored = await get<StoredKey>(placeOf(log, participant, office));
  return stored === undefined ? undefined : signerOf(log, participant, office, stored);
}

/** Makes a key for an office and keeps it in this browser, in place of any before it. */
export async function makeSigner(log: string, participant: string, office: string): Promise<Signer> {
  const pair = await generate();
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const stored: StoredKey = { privateKey: pair.privateKey, publicKey };
  await set(placeOf(log, participant, office), stored);
  return signerOf(log, participant, office, stored);
}

async function generate(): Promise<CryptoKeyPair> {
  try {
    return (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  } catch (cause) {
    throw new NoSigningHere('no Ed25519', { cause });
  }
}

function signerOf(log: string, participant: string, office: string, stored: StoredKey): Signer {
  return ed25519Signer(officeKeyName(log, participant, office), stored.privateKey, stored.publicKey, subtle);
}

/** The text by which a ministry certifies the key. */
export function verifierText(signer: Signer): string {
  return encodeVerifierKey(signer.key);
}
