import {
  checkConsistency,
  checkInclusion,
  emptyFrontier,
  encodeBase64,
  encodeHex,
  growTree,
  parseBase64,
  proveConsistency,
  proveInclusion,
  rootFromTiles,
  sha256,
} from '../../index.ts';
import { memoryLog, ownEntry, ownLeaves } from '../memory-log.ts';
import { flipBit, type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Entry = { index: number; length: number; sha256: string; leafHash: string };
type Root = { size: number; root: string };
type Inclusion = Root & { index: number; leafHash: string; proof: string[] };
type Consistency = Root & { oldSize: number; oldRoot: string; proof: string[] };
type Merkle = { roots: Root[]; inclusion: Inclusion[]; consistency: Consistency[] };

/** Entries, roots and proofs of `own/`: ours have to be the same byte for byte, and their twins refused. */
export async function ownTreeSuite(files: VectorFiles): Promise<Outcome[]> {
  const { roots, inclusion, consistency } = readJson<Merkle>(files, 'own/merkle.json');
  const leaves = ownLeaves(70_000);
  const { reader } = memoryLog(leaves);
  const outcomes = readJson<{ entries: Entry[] }>(files, 'own/entries.json').entries.map(runEntry);
  for (const { size, root } of roots) {
    const grown = growTree(emptyFrontier, leaves.slice(0, size)).root;
    outcomes.push(outcome(`own/merkle/root/${size}`, encodeBase64(grown), root));
    const read = await rootFromTiles(reader, size);
    outcomes.push(outcome(`own/merkle/root-from-tiles/${size}`, read.ok && encodeBase64(read.value), root));
  }
  for (const vector of inclusion) {
    const proof = await proveInclusion(reader, vector.index, vector.size);
    outcomes.push(...runInclusion(vector, proof.ok ? proof.value.map(encodeBase64) : []));
  }
  for (const vector of consistency) {
    const proof = await proveConsistency(reader, vector.oldSize, vector.size);
    outcomes.push(...runConsistency(vector, proof.ok ? proof.value.map(encodeBase64) : []));
  }
  return outcomes;
}

function runEntry({ index, length, sha256: hash }: Entry): Outcome {
  const entry = ownEntry(index);
  return outcome(`own/entries/${index}`, [entry.length, encodeHex(sha256(entry))], [length, hash]);
}

function runInclusion(vector: Inclusion, built: string[]): Outcome[] {
  const { index, size } = vector;
  const name = `own/merkle/inclusion/${index}-of-${size}`;
  const leaf = hash(vector.leafHash);
  const claim = { index, size, leafHash: leaf, proof: vector.proof.map(hash), root: hash(vector.root) };
  const codes = (change: Partial<typeof claim>) =>
    checkInclusion({ ...claim, ...change }).map(({ code }) => code);
  return [
    outcome(name, codes({}), []),
    outcome(`${name}/built`, built, vector.proof),
    outcome(`${name}/other-leaf`, codes({ leafHash: flipBit(leaf, 0) }), ['inclusion-root']),
    outcome(`${name}/extra-hash`, codes({ proof: [...claim.proof, leaf] }), ['inclusion-proof-length']),
    outcome(`${name}/index-past-end`, codes({ index: size }), ['inclusion-index']),
    outcome(`${name}/hash-of-31-bytes`, codes({ root: claim.root.slice(1) }), ['hash-length']),
    ...shortened(claim.proof, (proof) =>
      outcome(`${name}/hash-missing`, codes({ proof }), ['inclusion-proof-length']),
    ),
  ];
}

function runConsistency(vector: Consistency, built: string[]): Outcome[] {
  const name = `own/merkle/consistency/${vector.oldSize}-to-${vector.size}`;
  const [oldRoot, newRoot, proof] = [hash(vector.oldRoot), hash(vector.root), vector.proof.map(hash)];
  const claim = { oldSize: vector.oldSize, newSize: vector.size, oldRoot, newRoot, proof };
  const codes = (change: Partial<typeof claim>) =>
    checkConsistency({ ...claim, ...change }).map(({ code }) => code);
  return [
    outcome(name, codes({}), []),
    outcome(`${name}/built`, built, vector.proof),
    outcome(`${name}/other-root`, codes({ newRoot: flipBit(newRoot, 31) }), ['consistency-root']),
    outcome(`${name}/other-old-root`, codes({ oldRoot: flipBit(oldRoot, 31) }).length > 0, true),
    outcome(`${name}/extra-hash`, codes({ proof: [...proof, newRoot] }), ['consistency-proof-length']),
    outcome(`${name}/sizes-swapped`, codes({ oldSize: vector.size + 1 }), ['consistency-sizes']),
    ...shortened(proof, (short) => outcome(`${name}/hash-missing`, codes({ proof: short }).length > 0, true)),
  ];
}

/** The twin without the last hash, of proofs that have one. */
function shortened(proof: Uint8Array[], run: (short: Uint8Array[]) => Outcome): Outcome[] {
  return proof.length === 0 ? [] : [run(proof.slice(0, -1))];
}

function hash(text: string): Uint8Array {
  return parseBase64(text) ?? new Uint8Array(0);
}
