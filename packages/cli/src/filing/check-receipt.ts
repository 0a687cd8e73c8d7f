import type { Receipt } from '@rapport/api';
import {
  checkInclusion,
  encodeUtf8,
  equalBytes,
  leafHash,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parseTlogProof,
  type SignedNotice,
} from '@rapport/record';

/**
 * Whether a receipt is one for this very notice: its entry commits to the bytes that were sent, and its
 * proof leads from that entry to its checkpoint. Whose checkpoint it is takes a trusted key:
 * `rapport verify` says.
 *
 * @param receipt - the server's answer, untrusted
 */
export function isReceiptFor(signed: SignedNotice, receipt: Receipt): boolean {
  const entry = parseEntry(encodeUtf8(receipt.entry));
  if (!entry.ok || !equalBytes(entry.value.noteHash, signed.noteHash)) return false;
  if (entry.value.takenIn !== receipt.takenIn || receipt.id !== signed.id) return false;
  const proof = parseTlogProof(receipt.proof);
  if (!proof.ok || proof.value.index !== receipt.index) return false;
  const note = parseNote(encodeUtf8(proof.value.checkpoint));
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!checkpoint.ok || checkpoint.value.origin !== signed.notice.log) return false;
  const { size, root } = checkpoint.value;
  const { index, hashes } = proof.value;
  return (
    checkInclusion({ index, size, root, proof: hashes, leafHash: leafHash(encodeUtf8(receipt.entry)) })
      .length === 0
  );
}
