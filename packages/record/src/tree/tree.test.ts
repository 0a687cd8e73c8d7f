import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkConsistency,
  checkInclusion,
  checkSubtreeConsistency,
  checkSubtreeInclusion,
  emptyFrontier,
  emptyRoot,
  encodeUtf8,
  type Frontier,
  frontierRoot,
  growTree,
  leafHash,
  nodeHash,
  proveConsistency,
  proveInclusion,
  rootFromTiles,
  type TileHash,
} from '../index.ts';
import { memoryLog } from '../testing/memory-log.ts';
import { flipBit } from '../testing/vectors.ts';
import { isSubtree } from './subtree.ts';

const leaves = Array.from({ length: 3000 }, (_, i) => leafHash(encodeUtf8(`entry ${i}`)));

/** The definitions of RFC 6962, 2.1, word for word: the doubter. */
function naiveRoot(hashes: Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  const k = naiveSplit(hashes.length);
  return nodeHash(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}

function naivePath(m: number, hashes: Uint8Array[]): Uint8Array[] {
  if (hashes.length <= 1) return [];
  const k = naiveSplit(hashes.length);
  if (m < k) return [...naivePath(m, hashes.slice(0, k)), naiveRoot(hashes.slice(k))];
  return [...naivePath(m - k, hashes.slice(k)), naiveRoot(hashes.slice(0, k))];
}

function naiveSubproof(m: number, hashes: Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === hashes.length) return whole ? [] : [naiveRoot(hashes)];
  const k = naiveSplit(hashes.length);
  if (m <= k) return [...naiveSubproof(m, hashes.slice(0, k), whole), naiveRoot(hashes.slice(k))];
  return [...naiveSubproof(m - k, hashes.slice(k), false), naiveRoot(hashes.slice(0, k))];
}

function naiveSplit(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const sizes = Array.from({ length: 101 }, (_, size) => size);

test('every inclusion proof of every size to 100 is the definition, and verifies', async () => {
  for (const size of sizes) {
    const part = leaves.slice(0, size);
    const { root, reader } = memoryLog(part);
    const grown = growTree(emptyFrontier, part);
    expect(root).toEqual(naiveRoot(part));
    expect(await rootFromTiles(reader, size)).toEqual({ ok: true, value: root });
    for (const [index, leaf] of part.entries()) {
      const proof = naivePath(index, part);
      expect(grown.proofs(index)).toEqual(proof);
      expect(await proveInclusion(reader, index, size)).toEqual({ ok: true, value: proof });
      expect(checkInclusion({ index, size, leafHash: leaf, proof, root })).toEqual([]);
      const wrong = flipBit(leaf, index % 32);
      expect(checkInclusion({ index, size, leafHash: wrong, proof, root })).toEqual([
        { code: 'inclusion-root' },
      ]);
    }
  }
});

test('every consistency proof of every size to 100 is the definition, and verifies', async () => {
  const roots = sizes.map((size) => naiveRoot(leaves.slice(0, size)));
  for (const newSize of sizes) {
    const { reader } = memoryLog(leaves.slice(0, newSize));
    const newRoot = roots[newSize] as Uint8Array;
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const proof = naiveSubproof(oldSize, leaves.slice(0, newSize), true);
      const oldRoot = roots[oldSize] as Uint8Array;
      expect(await proveConsistency(reader, oldSize, newSize)).toEqual({ ok: true, value: proof });
      expect(checkConsistency({ oldSize, newSize, oldRoot, newRoot, proof })).toEqual([]);
      const wrong = flipBit(oldRoot, 0);
      expect(checkConsistency({ oldSize, newSize, oldRoot: wrong, newRoot, proof })).not.toEqual([]);
    }
  }
});

test('every leaf of every subtree of a tree of 40 is found in it, and every complete one in the tree', () => {
  for (let start = 0; start < 40; start++) {
    for (let end = start + 1; end <= 40; end++) {
      if (!isSubtree(start, end)) continue;
      const run = leaves.slice(start, end);
      const root = naiveRoot(run);
      for (const [at, leaf] of run.entries()) {
        const claim = { index: start + at, start, end, leafHash: leaf, proof: naivePath(at, run), root };
        expect(checkSubtreeInclusion(claim)).toEqual([]);
        expect(checkSubtreeInclusion({ ...claim, index: end })).toEqual([{ code: 'inclusion-index' }]);
      }
      if (end - start !== 1) continue;
      const whole = { start, end, size: 40, subtreeRoot: root, root: naiveRoot(leaves.slice(0, 40)) };
      expect(checkSubtreeConsistency({ ...whole, proof: naivePath(start, leaves.slice(0, 40)) })).toEqual([]);
    }
  }
});

test('a tree grown in any batches is the tree grown at once', () => {
  const batches = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 4 });
  fc.assert(fc.property(batches, checkBatches), { numRuns: 40 });
});

function checkBatches(batches: number[]): void {
  const total = batches.reduce((sum, batch) => sum + batch, 0);
  const whole = growTree(emptyFrontier, leaves.slice(0, total));
  let frontier: Frontier = emptyFrontier;
  const tileHashes: TileHash[] = [];
  for (const batch of batches) {
    const before = frontier.size;
    const grown = growTree(frontier, leaves.slice(before, before + batch));
    frontier = grown.frontier;
    tileHashes.push(...grown.tileHashes);
    for (const i of [0, batch >> 1, batch - 1].filter((at) => at >= 0 && at < batch)) {
      const claim = { index: before + i, size: before + batch, leafHash: leaves[before + i] as Uint8Array };
      expect(checkInclusion({ ...claim, proof: grown.proofs(i), root: grown.root })).toEqual([]);
    }
  }
  expect(frontier).toEqual(whole.frontier);
  expect(frontierRoot(frontier)).toEqual(naiveRoot(leaves.slice(0, total)));
  expect(tileHashes).toEqual(whole.tileHashes);
}

test('a tile of the wrong length is a finding, with its path', async () => {
  const reader = { readTile: async () => new Uint8Array(31) };
  expect(await rootFromTiles(reader, 3)).toEqual({
    ok: false,
    code: 'tile-length',
    detail: 'tile/0/000.p/3',
  });
  expect(await proveInclusion(reader, 3, 3)).toEqual({ ok: false, code: 'inclusion-index' });
});
