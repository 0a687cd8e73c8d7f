import {
  checkInclusion,
  checkPolicy,
  encodePolicy,
  encodeTlogProof,
  encodeUtf8,
  type Policy,
  parseBase64,
  parsePolicy,
  parseTlogProof,
} from '../../index.ts';
import type { Platform } from '../platform.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Proofs = { proofs: { index: number; leafHash: string; proof: string }[] };
type Trust = { trust: { log: string; witnesses: string[] } };

/** The tlog-proofs of `own/`, judged offline under a policy, as someone without the log would. */
export async function proofsSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const { trust } = readJson<Trust>(files, 'own/negative.json');
  const [first = '', second = ''] = trust.witnesses;
  const text = `log ${trust.log}\nwitness w1 ${first}\nwitness w2 ${second}\ngroup both all w1 w2\nquorum both\n`;
  const policy = parsePolicy(text);
  if (!policy.ok) return [outcome('own/tlog-proofs/policy', policy.code, true)];
  const again = parsePolicy(encodePolicy(policy.value));
  const outcomes = [outcome('own/tlog-proofs/policy', again.ok && again.value, policy.value)];
  for (const { index, leafHash, proof } of readJson<Proofs>(files, 'own/tlog-proofs.json').proofs) {
    outcomes.push(
      ...(await runProof(index, parseBase64(leafHash) as Uint8Array, proof, policy.value, platform)),
    );
  }
  return outcomes;
}

async function runProof(
  index: number,
  leafHash: Uint8Array,
  text: string,
  policy: Policy,
  { suite }: Platform,
): Promise<Outcome[]> {
  const name = `own/tlog-proofs/${index}`;
  const parsed = parseTlogProof(text);
  if (!parsed.ok) return [outcome(name, parsed.code, true)];
  const { findings, checkpoint, witnesses } = await checkPolicy(
    policy,
    encodeUtf8(parsed.value.checkpoint),
    suite,
  );
  const { size, root } = checkpoint ?? { size: 0, root: new Uint8Array(0) };
  const claim = { index: parsed.value.index, size, leafHash, proof: parsed.value.hashes, root };
  return [
    outcome(name, [findings, checkInclusion(claim), parsed.value.index], [[], [], index]),
    outcome(`${name}/encode`, encodeTlogProof(parsed.value), text),
    outcome(
      `${name}/witnesses`,
      witnesses.map((witness) => witness.name),
      ['w1', 'w2'],
    ),
    outcome(`${name}/other-index`, checkInclusion({ ...claim, index: index ^ 1 }), [
      { code: 'inclusion-root' },
    ]),
  ];
}
