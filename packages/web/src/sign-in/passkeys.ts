import {
  encodeAssertion,
  encodePasskey,
  parsePasskey,
  parseUtf8,
  passkeyChallenge,
  rpIdHash,
  type Signer,
  type VerifierKey,
  verifierKey,
} from '@rapport/record';
import { PasskeyRefused } from './signing-here.ts';

/** A passkey that signs for an office: the key as it is certified, and what the device calls it, where that is known. */
export interface HeldPasskey {
  readonly key: VerifierKey;
  readonly credential?: Uint8Array<ArrayBuffer>;
}

const es256 = -7;
const eddsa = -8;

/**
 * Has the device make a passkey for an office. It stays on the device, or on a security key, behind its holder's PIN or finger.
 *
 * @param name - the key's name, as `officeKeyName` gives it
 * @param title - what the device shows when it asks which passkey
 * @throws PasskeyRefused where the device or its holder would not
 */
export async function makePasskey(name: string, title: string): Promise<Required<HeldPasskey>> {
  const made = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { id: location.hostname, name: location.hostname },
        user: { id: crypto.getRandomValues(new Uint8Array(32)), name, displayName: title },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [es256, eddsa].map((alg) => ({ type: 'public-key' as const, alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        attestation: 'none',
      },
    }),
  );
  const response = made.response as AuthenticatorAttestationResponse;
  const point = await pointOf(response);
  const algorithm = response.getPublicKeyAlgorithm() === es256 ? 'es256' : 'eddsa';
  const passkey = {
    algorithm,
    point,
    rpIdHash: rpIdHash(location.hostname),
    origin: location.origin,
  } as const;
  return {
    key: verifierKey(name, 'passkey', encodePasskey(passkey)),
    credential: new Uint8Array(made.rawId),
  };
}

/** The bare public key: browsers give it wrapped in its X.509 form. */
async function pointOf(response: AuthenticatorAttestationResponse): Promise<Uint8Array> {
  const wrapped = response.getPublicKey();
  if (wrapped === null) throw new PasskeyRefused('a passkey of an unknown kind');
  const algorithm =
    response.getPublicKeyAlgorithm() === es256 ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' };
  const key = await crypto.subtle.importKey('spki', wrapped, algorithm, true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

/** Signs with a passkey: the device asks its holder each time. `sign` throws PasskeyRefused where it gives nothing. */
export function passkeySigner({ key, credential }: HeldPasskey): Signer {
  return { key, sign: async (message) => (await askForAssertion(message, credential)).signature };
}

/** Asks the device to sign a note's text. @param credential - absent: whichever passkey of this site its holder picks */
export async function askForAssertion(
  message: Uint8Array,
  credential: Uint8Array<ArrayBuffer> | undefined,
): Promise<{ readonly signature: Uint8Array; readonly credential: Uint8Array<ArrayBuffer> }> {
  const text = parseUtf8(message);
  if (text === undefined) throw new RangeError('not a note text');
  const given = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: new Uint8Array(passkeyChallenge(text)),
        rpId: location.hostname,
        allowCredentials: credential === undefined ? [] : [{ type: 'public-key', id: credential }],
        userVerification: 'required',
      },
    }),
  );
  const response = given.response as AuthenticatorAssertionResponse;
  const signature = encodeAssertion({
    authenticatorData: new Uint8Array(response.authenticatorData),
    clientDataJson: new Uint8Array(response.clientDataJSON),
    signature: new Uint8Array(response.signature),
  });
  return { signature, credential: new Uint8Array(given.rawId) };
}

async function ask(way: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await way();
    if (given !== null) return given as PublicKeyCredential;
  } catch (cause) {
    throw new PasskeyRefused('the device gave no passkey', { cause });
  }
  throw new PasskeyRefused('the device gave no passkey');
}

/** Whether a certified key is a passkey that signs on this page's address. */
export function isPasskeyOfThisPage(key: VerifierKey): boolean {
  return key.type === 'passkey' && parsePasskey(key.publicKey)?.origin === location.origin;
}
