import { equalBytes } from '../bytes/bytes.ts';
import { isCount } from '../bytes/integers.ts';
import type { RecordFinding } from '../findings.ts';
import { hashBytes, nodeHash } from './hash.ts';
import { isSubtree } from './subtree.ts';

/** `proof` from the leaf's sibling up; every hash 32 bytes. Only `root` and `size` may be trusted. */
export type InclusionClaim = {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: Uint8Array[];
  root: Uint8Array;
};

/**
 * Checks that the leaf stands at `index` in the tree of `size` with `root`.
 * @returns findings; empty means it does. Hostile input yields findings, never a throw. A proof with a
 *   hash too many or too few is refused. Source: RFC 9162, 2.1.3.2.
 */
export function checkInclusion({ index, size, leafHash, proof, root }: InclusionClaim): RecordFinding[] {
  if (!isCount(index) || !isCount(size) || index >= size) return [{ code: 'inclusion-index' }];
  if ([leafHash, root, ...proof].some((hash) => hash.length !== hashBytes)) return [{ code: 'hash-length' }];
  const climbed = climb(index, size, leafHash, proof);
  if (climbed === undefined) return [{ code: 'inclusion-proof-length' }];
  return equalBytes(climbed, root) ? [] : [{ code: 'inclusion-root' }];
}

/** Sizes reach 2^53: divide, never shift, since bit operators cut to 32 bits. */
function climb(
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: Uint8Array[],
): Uint8Array | undefined {
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

export type SubtreeInclusionClaim = Omit<InclusionClaim, 'size'> & { start: number; end: number };

/**
 * The same for a subtree of the entries [start, end); `index` counts in the whole log.
 * Source: draft-ietf-plants-merkle-tree-certs, 4.3.
 */
export function checkSubtreeInclusion({
  index,
  start,
  end,
  ...claim
}: SubtreeInclusionClaim): RecordFinding[] {
  if (!isSubtree(start, end)) return [{ code: 'subtree-range' }];
  if (!isCount(index) || index < start) return [{ code: 'inclusion-index' }];
  return checkInclusion({ ...claim, index: index - start, size: end - start });
}
