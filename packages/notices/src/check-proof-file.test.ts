import { readdirSync, readFileSync } from 'node:fs';
import { encodeUtf8, type Policy, parsePolicy } from '@rapport/record';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProofFile } from './check-proof-file.ts';
import type { ProofOutcome } from './proof-outcome.ts';
import { vectorsRoot } from './testing/sample-organisation.ts';
import { suite } from './testing/sign-notice.ts';
import { tinyProof } from './testing/tiny-proof.ts';

interface ProofVector {
  readonly policy: string;
  readonly failed: readonly string[];
  readonly file: string;
}

const folder = `${vectorsRoot}proof-files/`;
const vectors = readdirSync(folder)
  .filter((name) => /^(accepted|refused)-/.test(name))
  .map((name): [string, ProofVector] => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(folder + name, 'utf8')) as ProofVector,
  ]);

function policyOf(text: string): Policy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`the policy of a vector: ${parsed.code}`);
  return parsed.value;
}

/** `signature 3 key-expired`: check, entry where of one, code. */
function failedOf({ checks }: ProofOutcome): string[] {
  return checks.flatMap(({ id, entry, findings }) =>
    findings.map(({ code }) => [id, entry, code].filter((part) => part !== undefined).join(' ')),
  );
}

describe('vectors/proof-files', () => {
  test.each(vectors)('%s', async (name, { policy, failed, file }) => {
    const outcome = await checkProofFile(encodeUtf8(file), policyOf(policy), suite);
    expect(failedOf(outcome)).toEqual(failed);
    expect(outcome.ok).toBe(name.startsWith('accepted-'));
  });

  test('every code of a proof file is said by some vector', () => {
    const source = readFileSync(new URL('./proof-outcome.ts', import.meta.url), 'utf8');
    const union = source.slice(0, source.indexOf('export type CheckId'));
    const codes = [...union.matchAll(/\| '([a-z-]+)'/g)].map(([, code]) => code ?? '');
    const said = vectors.flatMap(([, { failed }]) => failed.map((one) => one.split(' ').at(-1)));
    expect(codes.length).toBe(11);
    expect(codes.filter((code) => !said.includes(code))).toEqual([]);
  });
});

test('a sound file shows every check in order, and what it proves', async () => {
  const [, vector] = vectors.find(([name]) => name === 'accepted-offer') ?? [];
  const { policy = '', file = '' } = vector ?? {};
  const outcome = await checkProofFile(encodeUtf8(file), policyOf(policy), suite);
  const each = ['notice', 'entry', 'inclusion', 'measure', 'signature'];
  const ids = [
    'file',
    'checkpoint',
    ...[0, 1, 2, 3].flatMap((entry) => each.map((id) => `${id} ${entry}`)),
    'order',
  ];
  expect(outcome.checks.map(({ id, entry }) => (entry === undefined ? id : `${id} ${entry}`))).toEqual(ids);
  expect(outcome).toMatchObject({
    index: 271,
    takenIn: Date.UTC(2027, 0, 4, 0, 271),
    measure: { id: 'visit-offer' },
  });
  expect(outcome.signed?.notice).toMatchObject({ participant: 'XA', answers: { subject: 'Engineers' } });
});

/** Flips one bit and asks for a refusal that names a check. A throw fails the test by itself. */
async function expectRefused(bytes: Uint8Array, policy: Policy, at: number, bit: number): Promise<void> {
  const flipped = bytes.slice();
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  const outcome = await checkProofFile(flipped, policy, suite);
  expect(outcome.ok, `byte ${at}, bit ${bit}`).toBe(false);
  expect(failedOf(outcome), `byte ${at}, bit ${bit}`).not.toEqual([]);
}

/** Modest: 400 runs over all accepted files. */
test('one flipped bit anywhere is always found', async () => {
  const accepted = vectors.filter(([name]) => name.startsWith('accepted-'));
  const files = accepted.map(([, { file, policy }]) => ({
    bytes: encodeUtf8(file),
    policy: policyOf(policy),
  }));
  expect(files.length).toBeGreaterThan(4);
  const places = fc
    .constantFrom(...files)
    .chain((file) => fc.tuple(fc.constant(file), fc.nat({ max: file.bytes.length - 1 }), fc.nat({ max: 7 })));
  await fc.assert(
    fc.asyncProperty(places, ([{ bytes, policy }, at, bit]) => expectRefused(bytes, policy, at, bit)),
    { numRuns: 400 },
  );
});

test('each byte of a small file counts', async () => {
  const { bytes, policy } = await tinyProof();
  expect((await checkProofFile(bytes, policy, suite)).ok).toBe(true);
  for (let at = 0; at < bytes.length; at++) await expectRefused(bytes, policy, at, at % 8);
});

test('bytes that are no proof file are refused, not thrown at', async () => {
  const { policy } = await tinyProof();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => encodeUtf8(`${text}\n`)),
      ),
      async (bytes) => {
        const outcome = await checkProofFile(bytes, policy, suite);
        expect(outcome.checks.map(({ id }) => id)).toEqual(['file']);
        expect(outcome.ok).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});
