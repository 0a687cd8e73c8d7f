import { parseUtf8 } from '../bytes/text.ts';
import { encodeCosignature } from '../checkpoints/cosignature.ts';
import { cosignatureMessage, mlDsaCheckpointMessage } from '../checkpoints/cosignature-message.ts';
import { type VerifierKey, verifierKey } from '../keys/verifier-key.ts';
import { type PlatformKey, platformBytes, type SubtleLike } from './subtle.ts';

/** Someone able to sign notes: `sign` is given a note's text and hands back what its line carries after the key ID. */
export interface Signer {
  key: VerifierKey;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Signs the bare text (type 0x01): logs, offices. @param privateKey - the platform's, allowed to sign */
export function ed25519Signer(
  name: string,
  privateKey: PlatformKey,
  publicKey: Uint8Array,
  subtle: SubtleLike,
): Signer {
  const key = verifierKey(name, 'ed25519', publicKey);
  return { key, sign: (message) => signEd25519(subtle, privateKey, message) };
}

/** Cosigns checkpoints (type 0x04): witnesses. @param time - POSIX seconds, above 0; a signer is made for one time */
export function ed25519Cosigner(
  name: string,
  privateKey: PlatformKey,
  publicKey: Uint8Array,
  subtle: SubtleLike,
  time: number,
): Signer {
  if (!(time > 0)) throw new RangeError('a witness never gives the time 0');
  const key = verifierKey(name, 'ed25519-cosignature', publicKey);
  const sign = async (message: Uint8Array) => {
    const signed = cosignatureMessage(textOf(message), time);
    return encodeCosignature({ time, signature: await signEd25519(subtle, privateKey, signed) });
  };
  return { key, sign };
}

/**
 * Signs checkpoints (type 0x06): logs and witnesses, where the platform has ML-DSA-44.
 * @param time - POSIX seconds; 0 makes no claim that the tree is the newest
 */
export function mlDsa44Signer(
  name: string,
  privateKey: PlatformKey,
  publicKey: Uint8Array,
  subtle: SubtleLike,
  time: number,
): Signer {
  return mlDsaSigner(
    name,
    publicKey,
    time,
    async (message) =>
      new Uint8Array(await subtle.sign({ name: 'ML-DSA-44' }, privateKey, platformBytes(message))),
  );
}

/**
 * The same from a seed of 32 bytes, with @noble/post-quantum, for platforms without ML-DSA-44. FIPS 204's
 * deterministic variant: the package has no randomness of its own.
 */
export async function mlDsa44SeedSigner(name: string, seed: Uint8Array, time: number): Promise<Signer> {
  const { ml_dsa44 } = await import('@noble/post-quantum/ml-dsa.js');
  const { publicKey, secretKey } = ml_dsa44.keygen(seed);
  return mlDsaSigner(name, publicKey, time, async (message) =>
    ml_dsa44.sign(message, secretKey, { extraEntropy: false }),
  );
}

function mlDsaSigner(
  name: string,
  publicKey: Uint8Array,
  time: number,
  signBare: (message: Uint8Array) => Promise<Uint8Array>,
): Signer {
  const key = verifierKey(name, 'ml-dsa-44-cosignature', publicKey);
  const sign = async (message: Uint8Array) => {
    const signed = mlDsaCheckpointMessage(name, time, textOf(message));
    if (signed === undefined) throw new RangeError('type 0x06 signs checkpoints only');
    return encodeCosignature({ time, signature: await signBare(signed) });
  };
  return { key, sign };
}

async function signEd25519(
  subtle: SubtleLike,
  privateKey: PlatformKey,
  message: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(await subtle.sign({ name: 'Ed25519' }, privateKey, platformBytes(message)));
}

function textOf(message: Uint8Array): string {
  const text = parseUtf8(message);
  if (text === undefined) throw new RangeError('not a note text');
  return text;
}
