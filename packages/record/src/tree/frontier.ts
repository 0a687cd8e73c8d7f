import { concatBytes } from '../bytes/bytes.ts';
import { encodeUint64, parseUint64 } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { emptyRoot, hashBytes, nodeHash } from './hash.ts';

/** All that is needed to grow a tree: its size and the roots of its complete subtrees, left (largest) to right. */
export type Frontier = { size: number; hashes: Uint8Array[] };

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** The tree's root, folded from the right. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  return foldRight(frontier.hashes) ?? emptyRoot;
}

/** node(h1, node(h2, ... hn)); undefined for none. */
export function foldRight(hashes: Uint8Array[]): Uint8Array | undefined {
  return hashes.length === 0 ? undefined : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The levels at which a tree of `size` has complete subtrees, highest first: the binary digits that are 1. */
export function frontierLevels(size: number): number[] {
  const digits = size === 0 ? '' : size.toString(2);
  const levels: number[] = [];
  for (let at = 0; at < digits.length; at++) if (digits[at] === '1') levels.push(digits.length - 1 - at);
  return levels;
}

/** uint64 size, then the hashes: the one form of it, for one database row. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  return concatBytes(encodeUint64(frontier.size), ...frontier.hashes);
}

/** @param bytes - from our own store; refused if the number of hashes is not what the size asks for */
export function parseFrontier(bytes: Uint8Array): Parsed<Frontier> {
  const size = parseUint64(bytes);
  if (size === undefined) return refuse('frontier-form');
  const count = frontierLevels(size).length;
  if (bytes.length !== 8 + count * hashBytes) return refuse('frontier-form');
  const hashes = Array.from({ length: count }, (_, at) =>
    bytes.slice(8 + at * hashBytes, 8 + (at + 1) * hashBytes),
  );
  return accept({ size, hashes });
}
