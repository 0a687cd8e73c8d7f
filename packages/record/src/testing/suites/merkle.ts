import {
  checkConsistency,
  checkInclusion,
  checkSubtreeConsistency,
  checkSubtreeInclusion,
  parseBase64,
  parseUtf8,
  type RecordFinding,
  sha256,
} from '../../index.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type Case = { file: string; root: string; proof: string[] | null; wantErr: boolean } & Record<
  string,
  unknown
>;

/** The 518 proofs of transparency-dev/merkle; most have to be refused. */
export function merkleSuite(files: VectorFiles): Outcome[] {
  return Object.entries(checks).flatMap(([name, check]) =>
    readJson<Case[]>(files, `merkle/${name}.json`).map((vector) =>
      outcome(`merkle/${name}/${vector.file}`, check(vector).length > 0, vector.wantErr),
    ),
  );
}

const checks: Record<string, (vector: Case) => RecordFinding[]> = {
  inclusion: (vector) =>
    checkInclusion({
      index: count(vector['leafIdx']),
      size: count(vector['treeSize']),
      leafHash: hash(vector['leafHash']),
      proof: proofOf(vector),
      root: hash(vector.root),
    }),
  consistency: (vector) =>
    checkConsistency({
      oldSize: count(vector['size1']),
      newSize: count(vector['size2']),
      oldRoot: hash(vector['root1']),
      newRoot: hash(vector['root2']),
      proof: proofOf(vector),
    }),
  'subtree-inclusion': (vector) =>
    checkSubtreeInclusion({
      index: count(vector['leafIdx']),
      start: count(vector['start']),
      end: count(vector['end']),
      leafHash: hash(vector['leafHash']),
      proof: proofOf(vector),
      root: hash(vector.root),
    }),
  'subtree-consistency': (vector) =>
    checkSubtreeConsistency({
      start: count(vector['start']),
      end: count(vector['end']),
      size: count(vector['size']),
      subtreeRoot: hash(vector['root1']),
      root: hash(vector['root2']),
      proof: proofOf(vector),
    }),
};

function proofOf(vector: Case): Uint8Array[] {
  return (vector.proof ?? []).map(hash);
}

/** Where a root does not matter, the vectors write these words in its place; we take their hash, since ours have 32 bytes. */
const placeholder = /^don't care [0-9]$/;

function hash(text: unknown): Uint8Array {
  const bytes = parseBase64(String(text ?? '')) ?? new Uint8Array(0);
  return placeholder.test(parseUtf8(bytes) ?? '') ? sha256(bytes) : bytes;
}

/** JSON turns sizes above 2^53 into rounded numbers; they are refused either way. */
function count(value: unknown): number {
  return Number(value);
}
