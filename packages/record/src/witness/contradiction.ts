import { equalBytes } from '../bytes/bytes.ts';
import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { checkConsistency } from '../tree/consistency.ts';

/** How two checkpoints of one log exclude each other. */
export type Contradiction = 'two-roots' | 'other-beginning';

/**
 * Whether two checkpoints that one log signed cannot both be true: one size with two roots; or a proof that leads to
 * the newer root, so that all its hashes are the newer tree's, but from another beginning than the older one.
 * @param proof - from the older to the newer; empty where there is none
 * @returns undefined where nothing is shown: a proof that leads nowhere says nothing of the log
 */
export function contradictionOf(
  older: Checkpoint,
  newer: Checkpoint,
  proof: Uint8Array[],
): Contradiction | undefined {
  if (older.origin !== newer.origin) return undefined;
  if (older.size === newer.size) return equalBytes(older.root, newer.root) ? undefined : 'two-roots';
  const claim = { oldSize: older.size, newSize: newer.size, oldRoot: older.root, newRoot: newer.root, proof };
  const codes = checkConsistency(claim).map(({ code }) => code);
  return codes.length === 1 && codes[0] === 'consistency-old-root' ? 'other-beginning' : undefined;
}
