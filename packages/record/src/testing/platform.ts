import {
  concatBytes,
  createSuite,
  type PlatformKey,
  parseHex,
  type SignatureSuite,
  type SubtleLike,
} from '../index.ts';

/** What a suite of vectors runs on: the platform's cryptography, and the verdicts we build of it. */
export type Platform = { subtle: SubtleLike; suite: SignatureSuite };

export function platformOf(subtle: SubtleLike): Platform {
  return { subtle, suite: createSuite(subtle) };
}

/** The same platform as if it had no ML-DSA-44, as Node 20 and older browsers: the suite has to fall back. */
export function withoutMlDsa({ subtle }: Platform): Platform {
  const importKey: SubtleLike['importKey'] = async (format, keyData, algorithm, extractable, usages) => {
    if (algorithm.name === 'ML-DSA-44') throw new TypeError('unknown format raw-public');
    return subtle.importKey(format, keyData, algorithm, extractable, usages);
  };
  const bound = { sign: subtle.sign, verify: subtle.verify };
  const limited = Object.fromEntries(
    Object.entries(bound).map(([name, method]) => [name, method.bind(subtle)]),
  );
  return platformOf({ ...limited, importKey } as unknown as SubtleLike);
}

/** `crypto.subtle` also takes PKCS #8, which only tests need. */
type TestSubtle = {
  importKey(
    format: 'pkcs8',
    keyData: Uint8Array,
    algorithm: { name: string },
    extractable: boolean,
    usages: 'sign'[],
  ): Promise<PlatformKey>;
};

const pkcs8Prefix = parseHex('302e020100300506032b657004220420') as Uint8Array;

/** An Ed25519 private key from its seed of 32 bytes. Source: RFC 8410, 7. */
export async function ed25519FromSeed(subtle: SubtleLike, seed: Uint8Array): Promise<PlatformKey> {
  const pkcs8 = concatBytes(pkcs8Prefix, seed);
  return (subtle as unknown as TestSubtle).importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign']);
}
