import {
  checkInclusion,
  checkPolicy,
  checkWitnessTimes,
  createSuite,
  encodeUtf8,
  equalBytes,
  leafHash,
  type Policy,
  parseEntry,
  parseNotice,
  parseTlogProof,
  witnessTimes,
} from '@rapport/record';
import { subtle } from '../sign-in/office-keys.ts';
import type { KeptReceipt } from './receipts.ts';

/**
 * Checks a receipt against the signed bytes that it is for: the entry commits to them, the proof leads
 * from the entry to the checkpoint, and the checkpoint is the log's own.
 */
export async function isReceiptSound({ receipt, note }: KeptReceipt, policy: Policy): Promise<boolean> {
  const signed = parseNotice(encodeUtf8(note));
  const entry = parseEntry(encodeUtf8(receipt.entry));
  const proof = parseTlogProof(receipt.proof);
  if (!signed.ok || !entry.ok || !proof.ok) return false;
  if (!equalBytes(entry.value.noteHash, signed.value.noteHash) || entry.value.takenIn !== receipt.takenIn)
    return false;
  const outcome = await checkPolicy(policy, encodeUtf8(proof.value.checkpoint), createSuite(subtle));
  const { checkpoint, findings } = outcome;
  if (checkpoint === undefined || findings.length > 0) return false;
  const { size, root } = checkpoint;
  const { index, hashes } = proof.value;
  const leaf = leafHash(encodeUtf8(receipt.entry));
  return (
    index === receipt.index &&
    checkInclusion({ index, size, root, leafHash: leaf, proof: hashes }).length === 0 &&
    checkWitnessTimes([{ index, takenIn: entry.value.takenIn }], witnessTimes(outcome)).length === 0
  );
}
