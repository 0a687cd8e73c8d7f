import { isCount } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { foldRight } from '../tree/frontier.ts';
import { emptyRoot } from '../tree/hash.ts';
import { completeNodes, consistencyRanges, inclusionRanges, type Range } from './ranges.ts';
import { readNodes, type TileReader } from './read-nodes.ts';

/**
 * Builds the inclusion proof of entry `index` in the tree of `size`, leaf's sibling first.
 * @param reader - its bytes are not trusted: the proof has to be checked against a verified root
 * @returns the proof; refused if a tile has the wrong length or the entry is not in the tree. Rejects
 *   only if the reader does.
 */
export async function proveInclusion(
  reader: TileReader,
  index: number,
  size: number,
): Promise<Parsed<Uint8Array[]>> {
  if (!isCount(index) || !isCount(size) || index >= size) return refuse('inclusion-index');
  return rootsOf(reader, inclusionRanges(index, size), size);
}

/** Builds the proof that the tree of `size` begins with that of `oldSize`; empty for 0 and for equal sizes. */
export async function proveConsistency(
  reader: TileReader,
  oldSize: number,
  size: number,
): Promise<Parsed<Uint8Array[]>> {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return refuse('consistency-sizes');
  return oldSize === 0 ? accept([]) : rootsOf(reader, consistencyRanges(oldSize, size), size);
}

/** The root of the tree of `size`, from the right-hand tile of each level: says nothing of the tiles to their left. */
export async function rootFromTiles(reader: TileReader, size: number): Promise<Parsed<Uint8Array>> {
  if (!isCount(size)) return refuse('checkpoint-size');
  if (size === 0) return accept(emptyRoot);
  const roots = await rootsOf(reader, [{ start: 0, end: size }], size);
  return roots.ok ? accept(roots.value[0] ?? emptyRoot) : roots;
}

async function rootsOf(reader: TileReader, ranges: Range[], size: number): Promise<Parsed<Uint8Array[]>> {
  const nodes = ranges.map(completeNodes);
  const read = await readNodes(reader, nodes.flat(), size);
  if (!read.ok) return read;
  const hashes = read.value;
  let at = 0;
  return accept(nodes.map(({ length }) => foldRight(hashes.slice(at, (at += length))) ?? emptyRoot));
}
