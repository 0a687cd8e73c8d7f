import {
  ed25519Signer,
  encodeVerifierKey,
  officeKeyName,
  parseVerifierKey,
  type Signer,
  type SubtleLike,
} from '@rapport/record';
import { get, set } from 'idb-keyval';
import { type HeldPasskey, makePasskey, passkeySigner } from './passkeys.ts';
import { NoSigningHere } from './signing-here.ts';

/** The platform's cryptography in the words of `record`. */
export const subtle = crypto.subtle as unknown as SubtleLike;

/** Where an office's key lies: in this browser, or in a device that asks its holder at each signature. */
export type KeyKind = 'browser' | 'passkey';

/** A key pair that this browser holds for an office; the private half cannot be taken out of it. */
interface StoredKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
}

/** A passkey that was used here for an office: its public half as it is certified, and what the device calls it. */
interface StoredPasskey {
  readonly passkey: string;
  readonly credential: Uint8Array<ArrayBuffer>;
}

/** A signer, and where its key lies. */
export interface OfficeSigner extends Signer {
  readonly kind: KeyKind;
}

function placeOf(log: string, participant: string, office: string): string {
  return `office-key/${officeKeyName(log, participant, office)}`;
}

/** The signer of an office whose key this browser holds or knows, if it does. */
export async function findSigner(
  log: string,
  participant: string,
  office: string,
): Promise<OfficeSigner | undefined> {
  const stored = await get<StoredKey | StoredPasskey>(placeOf(log, participant, office));
  if (stored === undefined) return undefined;
  if (!('passkey' in stored)) return browserSigner(log, participant, office, stored);
  const key = parseVerifierKey(stored.passkey);
  return key.ok ? ofPasskey({ key: key.value, credential: stored.credential }) : undefined;
}

/** Makes a key for an office and keeps it, or which passkey it is, in this browser in place of any before it. */
export async function makeSigner(
  log: string,
  participant: string,
  office: string,
  kind: KeyKind,
): Promise<OfficeSigner> {
  if (kind === 'browser') return makeBrowserSigner(log, participant, office);
  const made = await makePasskey(officeKeyName(log, participant, office), `${participant}, ${office}`);
  await keepPasskey(log, participant, office, made);
  return ofPasskey(made);
}

/** Remembers which passkey signs for an office. */
export async function keepPasskey(
  log: string,
  participant: string,
  office: string,
  { key, credential }: Required<HeldPasskey>,
): Promise<void> {
  const stored: StoredPasskey = { passkey: encodeVerifierKey(key), credential };
  await set(placeOf(log, participant, office), stored);
}

function ofPasskey(held: HeldPasskey): OfficeSigner {
  return { ...passkeySigner(held), kind: 'passkey' };
}

async function makeBrowserSigner(log: string, participant: string, office: string): Promise<OfficeSigner> {
  const pair = await generate();
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const stored: StoredKey = { privateKey: pair.privateKey, publicKey };
  await set(placeOf(log, participant, office), stored);
  return browserSigner(log, participant, office, stored);
}

async function generate(): Promise<CryptoKeyPair> {
  try {
    return (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  } catch (cause) {
    throw new NoSigningHere('no Ed25519', { cause });
  }
}

function browserSigner(log: string, participant: string, office: string, stored: StoredKey): OfficeSigner {
  const name = officeKeyName(log, participant, office);
  return { ...ed25519Signer(name, stored.privateKey, stored.publicKey, subtle), kind: 'browser' };
}

/** The text by which a ministry certifies the key. */
export function verifierText(signer: Signer): string {
  return encodeVerifierKey(signer.key);
}
