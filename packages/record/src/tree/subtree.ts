import { isCount } from '../bytes/integers.ts';

/**
 * True if [start, end) is a subtree: not empty, and `start` a multiple of the smallest power of two that
 * is not below its length. Source: draft-ietf-plants-merkle-tree-certs, 4.1.
 */
export function isSubtree(start: number, end: number): boolean {
  if (!isCount(start) || !isCount(end) || start >= end) return false;
  let width = 1;
  while (width < end - start) width *= 2;
  return start % width === 0;
}
