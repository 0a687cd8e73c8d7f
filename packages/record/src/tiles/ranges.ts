/** A run of entries [start, end) whose root a proof names; `start` is a multiple of a power of two not below its length. */
export type Range = { start: number; end: number };

/** The largest power of two below `length`, which is 2 or more. */
function splitAt(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

/** The subtrees whose roots prove entry `index` in a tree of `size`, the leaf's sibling first. Source: RFC 6962, 2.1.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitAt(end - start);
    if (index < middle) ranges.push({ start: middle, end });
    else ranges.push({ start, end: middle });
    if (index < middle) end = middle;
    else start = middle;
  }
  return ranges.reverse();
}

/** The subtrees whose roots prove that a tree of `size` begins with one of `oldSize`. Source: RFC 6962, 2.1.2. */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (oldSize < end) {
    const middle = start + splitAt(end - start);
    if (oldSize <= middle) ranges.push({ start: middle, end });
    else ranges.push({ start, end: middle });
    if (oldSize <= middle) end = middle;
    else start = middle;
  }
  if (start > 0) ranges.push({ start, end }); // else the old root itself, which the verifier knows
  return ranges.reverse();
}

/** The complete subtrees a range consists of, left to right: their level and index there. */
export function completeNodes({ start, end }: Range): { level: number; index: number }[] {
  const nodes: { level: number; index: number }[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}
