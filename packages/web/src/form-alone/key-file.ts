import {
  concatBytes,
  ed25519Signer,
  encodeBase64,
  encodeUtf8,
  parseBase64,
  parseBase64Url,
  passphraseKey,
  type Signer,
  type SubtleLike,
  verifierKey,
} from '@rapport/record';

/** The command line's key files (cli/src/keys), read and written where there is no command line. */

/** Why a key file gave no key. */
export type KeyFault = 'form' | 'passphrase' | 'other-office' | 'no-ed25519';

const [saltBytes, nonceBytes, tagBytes, seedBytes] = [16, 12, 16, 32];
/** PKCS #8 of an Ed25519 key up to its seed. Source: RFC 8410, 7. */
const pkcs8Head = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

const lineForm = /^(PRIVATE|LOCKED)\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/;

/** Whether a key file has to be opened with a passphrase. */
export function isLocked(text: string): boolean {
  return text.startsWith('LOCKED+KEY+');
}

/**
 * Reads a key file.
 *
 * @param text - untrusted
 * @param wanted - the name that the key has to have
 * @returns what signs with it, or why nothing does; the key is not shown in any case
 */
export async function openKeyFile(
  text: string,
  passphrase: string,
  wanted: string,
): Promise<Signer | KeyFault> {
  const [, kind, name, keyId, data = ''] = lineForm.exec(text) ?? [];
  const bytes = parseBase64(data);
  if (name === undefined || keyId === undefined || bytes === undefined) return 'form';
  const seed = kind === 'LOCKED' ? await unlock(name, keyId, bytes, passphrase) : bareSeed(bytes);
  if (typeof seed === 'string') return seed;
  const signer = await signerOf(name, seed);
  if (signer === undefined) return 'no-ed25519';
  if (signer.key.keyId !== keyId) return 'form';
  return name === wanted ? signer : 'other-office';
}

function bareSeed(bytes: Uint8Array): Uint8Array | KeyFault {
  return bytes.length === seedBytes + 1 && bytes[0] === 0x01 ? bytes.subarray(1) : 'form';
}

async function unlock(
  name: string,
  keyId: string,
  bytes: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | KeyFault> {
  if (bytes.length !== saltBytes + nonceBytes + tagBytes + seedBytes) return 'form';
  const tagAt = saltBytes + nonceBytes;
  const [nonce, tag, secret] = [
    bytes.slice(saltBytes, tagAt),
    bytes.slice(tagAt, tagAt + tagBytes),
    bytes.slice(tagAt + tagBytes),
  ];
  try {
    const key = await aesKey(passphrase, bytes.slice(0, saltBytes));
    const sealed = new Uint8Array(concatBytes(secret, tag));
    return new Uint8Array(await crypto.subtle.decrypt(aesOf(nonce, name, keyId), key, sealed));
  } catch {
    return 'passphrase';
  }
}

async function aesKey(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const bytes = new Uint8Array(passphraseKey(passphrase, salt));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function aesOf(nonce: Uint8Array, name: string, keyId: string): AesGcmParams {
  const bound = new Uint8Array(encodeUtf8(`${name}+${keyId}`));
  return { name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: bound, tagLength: tagBytes * 8 };
}

/** `undefined` where the browser has no Ed25519. */
async function signerOf(name: string, seed: Uint8Array): Promise<Signer | undefined> {
  const der = new Uint8Array(concatBytes(pkcs8Head, seed));
  try {
    const open = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
    const { x = '' } = await crypto.subtle.exportKey('jwk', open);
    const key = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign']);
    const publicKey = parseBase64Url(x);
    return publicKey && ed25519Signer(name, key, publicKey, crypto.subtle as unknown as SubtleLike);
  } catch {
    return undefined;
  }
}

/** A new key and its file, locked with a passphrase. `undefined` where the browser has no Ed25519. */
export async function makeKeyFile(
  name: string,
  passphrase: string,
): Promise<{ readonly signer: Signer; readonly text: string } | undefined> {
  const [seed, salt, nonce] = [seedBytes, saltBytes, nonceBytes].map((count) =>
    crypto.getRandomValues(new Uint8Array(count)),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  const signer = await signerOf(name, seed);
  if (signer === undefined) return undefined;
  const { keyId } = verifierKey(name, 'ed25519', signer.key.publicKey);
  const key = await aesKey(passphrase, salt);
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(aesOf(nonce, name, keyId), key, new Uint8Array(seed)),
  );
  const [secret, tag] = [sealed.slice(0, seedBytes), sealed.slice(seedBytes)];
  const bytes = concatBytes(salt, nonce, tag, secret);
  return { signer, text: `LOCKED+KEY+${name}+${keyId}+${encodeBase64(bytes)}\n` };
}
