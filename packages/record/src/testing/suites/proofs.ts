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
  type RecordCode,
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
  for (const [code, from, to] of refused) outcomes.push(runRefused(files, code, from, to));
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

/** One change to the proof of entry 0, from `from` to `to`, and what it is refused with. */
const refused: [code: RecordCode, from: string | RegExp, to: string][] = [
  ['proof-header', '@v1', '@v2'],
  ['proof-header', 'c2sp.org', '\ufeffc2sp.org'],
  ['proof-extra', 'index', 'extra YQ\nindex'],
  ['proof-index', 'index 0', 'index 00'],
  ['proof-index', 'index 0', 'index -1'],
  ['proof-index', 'index 0', 'index 9007199254740992'],
  ['proof-index', 'index 0\n', ''],
  ['proof-index', 'index 0', 'index 0\r'],
  ['proof-hash', '=', ''],
  ['proof-hash', /\n[^\n]{44}\n/, '\nYQ==\n'],
  ['proof-too-many-hashes', 'index 0\n', `index 0\n${`${'A'.repeat(43)}=\n`.repeat(63)}`],
  ['proof-no-checkpoint', /\n\n.*/s, '\n\n'],
  ['proof-no-checkpoint', /\n\n.*/s, ''],
];

function runRefused(files: VectorFiles, code: RecordCode, from: string | RegExp, to: string): Outcome {
  const [first] = readJson<Proofs>(files, 'own/tlog-proofs.json').proofs;
  const parsed = parseTlogProof((first?.proof ?? '').replace(from, to));
  return outcome(`own/tlog-proofs/refused/${code}/${to.slice(0, 20)}`, parsed.ok || parsed.code, code);
}
