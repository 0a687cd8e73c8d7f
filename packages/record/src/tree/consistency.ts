import { equalBytes } from '../bytes/bytes.ts';
import { isCount } from '../bytes/integers.ts';
import type { RecordFinding } from '../findings.ts';
import { emptyRoot, hashBytes, nodeHash } from './hash.ts';
import { isSubtree } from './subtree.ts';

/** Only the side one already trusts may be trusted: usually `oldSize` and `oldRoot`. */
export type ConsistencyClaim = {
  oldSize: number;
  newSize: number;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  proof: Uint8Array[];
};

/**
 * Checks that the tree of `newSize` begins with the tree of `oldSize`. An old size of 0 is refused: every
 * tree begins with nothing, so who remembers nothing has nothing to check and does not call this.
 * @returns findings; empty means it does. Hostile input yields findings, never a throw. A proof with a
 *   hash too many or too few is refused. Source: RFC 9162, 2.1.4.2.
 */
export function checkConsistency({
  oldSize,
  newSize,
  oldRoot,
  newRoot,
  proof,
}: ConsistencyClaim): RecordFinding[] {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return [{ code: 'consistency-sizes' }];
  if (oldSize === 0) return [{ code: 'consistency-from-empty' }];
  return checkSubtreeConsistency({
    start: 0,
    end: oldSize,
    size: newSize,
    subtreeRoot: oldRoot,
    root: newRoot,
    proof,
  });
}

export type SubtreeConsistencyClaim = {
  start: number;
  end: number;
  size: number;
  subtreeRoot: Uint8Array;
  root: Uint8Array;
  proof: Uint8Array[];
};

/**
 * Checks that the entries [start, end) of the tree of `size` have the root `subtreeRoot`. An empty run is
 * in every tree: it needs an empty proof and the root of nothing.
 * Source: draft-ietf-plants-merkle-tree-certs, 4.4.
 */
export function checkSubtreeConsistency(claim: SubtreeConsistencyClaim): RecordFinding[] {
  const { start, end, size, subtreeRoot, root, proof } = claim;
  if (!isCount(size) || !isCount(end) || end > size) return [{ code: 'consistency-sizes' }];
  if ([subtreeRoot, root, ...proof].some((hash) => hash.length !== hashBytes))
    return [{ code: 'hash-length' }];
  if (isCount(start) && start === end) return checkEmptyRun(subtreeRoot, proof);
  if (!isSubtree(start, end)) return [{ code: 'subtree-range' }];
  const climbed = climbBoth(claim);
  if (climbed === undefined) return [{ code: 'consistency-proof-length' }];
  const findings: RecordFinding[] = [];
  if (!equalBytes(climbed.old, subtreeRoot)) findings.push({ code: 'consistency-old-root' });
  if (!equalBytes(climbed.whole, root)) findings.push({ code: 'consistency-root' });
  return findings;
}

function checkEmptyRun(subtreeRoot: Uint8Array, proof: Uint8Array[]): RecordFinding[] {
  if (proof.length > 0) return [{ code: 'consistency-proof-length' }];
  return equalBytes(subtreeRoot, emptyRoot) ? [] : [{ code: 'consistency-old-root' }];
}

/** Node numbers at one level: of the run's first and last entry, and of the tree's last. */
type Edge = { first: number; last: number; end: number };

function up({ first, last, end }: Edge): Edge {
  return { first: Math.floor(first / 2), last: Math.floor(last / 2), end: Math.floor(end / 2) };
}

/** The two roots the proof leads to, or undefined if its length is wrong. */
function climbBoth(claim: SubtreeConsistencyClaim): { old: Uint8Array; whole: Uint8Array } | undefined {
  let edge = startingEdge(claim);
  const given = edge.first === edge.last; // the run is one complete node: its root is known, not proven
  const [seed, ...rest] = given ? [claim.subtreeRoot, ...claim.proof] : claim.proof;
  if (seed === undefined) return undefined;
  let old = seed;
  let whole = seed;
  for (const hash of rest) {
    if (edge.end === 0) return undefined;
    if (edge.last % 2 === 1 || edge.last === edge.end) {
      if (edge.first < edge.last) old = nodeHash(hash, old);
      whole = nodeHash(hash, whole);
      while (edge.last % 2 === 0) edge = up(edge); // ends: last is not 0 here, for end is not
    } else whole = nodeHash(whole, hash);
    edge = up(edge);
  }
  return edge.end === 0 ? { old, whole } : undefined;
}

function startingEdge({ start, end, size }: SubtreeConsistencyClaim): Edge {
  let edge: Edge = { first: start, last: end - 1, end: size - 1 };
  const atEnd = edge.last === edge.end;
  while (edge.first !== edge.last && (atEnd || edge.last % 2 === 1)) edge = up(edge);
  return edge;
}
