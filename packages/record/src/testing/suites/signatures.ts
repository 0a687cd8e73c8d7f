import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import {
  checkPublicKey,
  encodeHex,
  encodeUtf8,
  type KeyType,
  mlDsa44SeedSigner,
  parseHex,
  type RecordCode,
  type SignatureSuite,
} from '../../index.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Edge = { number: number; key: string; sig: string; msg: string };
type Test = { tcId: number; msg?: string; ctx?: string; sig: string; result: string; flags: string[] };
type Wycheproof<Group> = { testGroups: (Group & { tests: Test[] })[] };

/** Ed25519: what is accepted has to be the same everywhere, edge cases and all; never more than Node 20 and Go accept. */
export async function ed25519Suite(files: VectorFiles, suite: SignatureSuite): Promise<Outcome[]> {
  const accepted = acceptedIn(files, 'ed25519/accepted.json');
  const native = acceptedIn(files, 'ed25519/accepted-by-native.json');
  const more = [...accepted].filter((number) => !native.has(number));
  const outcomes = [outcome('ed25519/cctv/accepted-by-native-too', more, [])];
  for (const { number, key, sig, msg } of readJson<Edge[]>(files, 'ed25519/cctv-ed25519vectors.json')) {
    const said = await suite.verifyEd25519(hex(key), encodeUtf8(msg), hex(sig));
    outcomes.push(outcome(`ed25519/cctv/${number}`, said, accepted.has(number)));
  }
  const file = 'ed25519/wycheproof-ed25519_test.json';
  for (const { publicKey, tests } of readJson<Wycheproof<{ publicKey: { pk: string } }>>(files, file)
    .testGroups) {
    for (const { tcId, msg = '', sig, result } of tests) {
      const said = await suite.verifyEd25519(hex(publicKey.pk), hex(msg), hex(sig));
      outcomes.push(outcome(`ed25519/wycheproof/${tcId}`, said, result === 'valid'));
    }
  }
  return outcomes;
}

function acceptedIn(files: VectorFiles, path: string): Set<number> {
  return new Set(readJson<{ accepted: number[] }>(files, path).accepted);
}

/** ML-DSA-44 verification. Signatures with another context than ours, the empty one, have to be refused. */
export async function mlDsaSuite(files: VectorFiles, suite: SignatureSuite): Promise<Outcome[]> {
  const file = 'mldsa/wycheproof-mldsa_44_verify_test.json';
  const outcomes: Outcome[] = [];
  for (const { publicKey, tests } of readJson<Wycheproof<{ publicKey: string }>>(files, file).testGroups) {
    for (const { tcId, msg = '', ctx = '', sig, result } of tests) {
      const said = await suite.verifyMlDsa44(hex(publicKey), hex(msg), hex(sig));
      outcomes.push(outcome(`mldsa/wycheproof/${tcId}`, said, result === 'valid' && ctx === ''));
    }
  }
  return outcomes;
}

/**
 * Deterministic signing from seeds: the same public keys and signatures byte for byte. Left out: vectors of
 * hedged signing, which hold the randomness, and of the internal interface without a message.
 */
export async function mlDsaSeedSuite(files: VectorFiles): Promise<Outcome[]> {
  const file = 'mldsa/wycheproof-mldsa_44_sign_seed_test.json';
  const groups = readJson<Wycheproof<{ privateSeed: string; publicKey: string | null }>>(
    files,
    file,
  ).testGroups;
  const outcomes: Outcome[] = [];
  for (const [at, { privateSeed, publicKey, tests }] of groups.entries()) {
    const seed = hex(privateSeed);
    if (seed.length !== 32 || !publicKey) continue;
    const { key } = await mlDsa44SeedSigner('a', seed, 0);
    outcomes.push(outcome(`mldsa/seed/${at}/public-key`, encodeHex(key.publicKey), publicKey));
    outcomes.push(...tests.filter(isDeterministic).map((vector) => runSign(seed, vector)));
  }
  return outcomes;
}

function isDeterministic({ msg, flags }: Test): boolean {
  return msg !== undefined && !flags.includes('Randomized') && !flags.includes('Internal');
}

/** An invalid vector (a context too long) has to be refused by not signing. */
function runSign(seed: Uint8Array, { tcId, msg = '', ctx = '', sig, result }: Test): Outcome {
  const options = { extraEntropy: false, context: hex(ctx) } as const;
  const sign = () => encodeHex(ml_dsa44.sign(hex(msg), ml_dsa44.keygen(seed).secretKey, options));
  return outcome(`mldsa/sign/${tcId}`, refusedOr(sign), result === 'valid' ? sig : 'refused');
}

function refusedOr(sign: () => string): string {
  try {
    return sign();
  } catch {
    return 'refused';
  }
}

function hex(text: string): Uint8Array {
  return parseHex(text) ?? new Uint8Array(0);
}

/** Registration: the keys of the edge cases are refused for what they are; ordinary ones are taken. */
export function publicKeySuite(files: VectorFiles): Outcome[] {
  const file = 'ed25519/wycheproof-ed25519_test.json';
  const { testGroups } = readJson<Wycheproof<{ publicKey: { pk: string } }>>(files, file);
  const taken = testGroups.map(({ publicKey }, at) =>
    outcome(`ed25519/key/wycheproof/${at}`, codesOf('ed25519', hex(publicKey.pk)), []),
  );
  return [
    ...taken,
    ...crookedKeys.map(([name, key, code]) =>
      outcome(`ed25519/key/${name}`, codesOf('ed25519', hex(key)), [code]),
    ),
    outcome('ed25519/key/31-bytes', codesOf('ed25519', new Uint8Array(31)), ['key-length']),
    outcome('mldsa/key/1311-bytes', codesOf('ml-dsa-44-cosignature', new Uint8Array(1311)), ['key-length']),
    outcome('passkey/key/no-algorithm', codesOf('passkey', new Uint8Array(100)), ['passkey-form']),
    outcome('passkey/key/65-bytes', codesOf('passkey', new Uint8Array(65)), ['key-length']),
    outcome('mldsa/key/1312-bytes', codesOf('ml-dsa-44-cosignature', new Uint8Array(1312)), []),
  ];
}

function codesOf(type: KeyType, key: Uint8Array): RecordCode[] {
  return checkPublicKey(type, key).map(({ code }) => code);
}

const crookedKeys: [name: string, key: string, code: RecordCode][] = [
  ['neutral', `01${'00'.repeat(31)}`, 'key-low-order'],
  ['order-2', `ec${'ff'.repeat(30)}7f`, 'key-low-order'],
  ['order-4', '00'.repeat(32), 'key-low-order'],
  ['order-8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'key-low-order'],
  ['neutral-above-the-prime', `ee${'ff'.repeat(30)}7f`, 'key-not-canonical'],
  ['neutral-with-sign', `01${'00'.repeat(30)}80`, 'key-not-canonical'],
  ['no-point', `02${'00'.repeat(31)}`, 'key-not-canonical'],
];
