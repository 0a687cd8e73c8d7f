import { findingOf, type RecordFinding } from '../findings.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import { type Note, parseNote } from '../notes/note.ts';
import { verifyNote } from '../notes/verify-note.ts';
import type { SignatureSuite } from '../signatures/suite.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';

export type VerifiedCheckpoint =
  | { ok: true; checkpoint: Checkpoint; note: Note; verified: VerifierKey[] }
  | { ok: false; findings: RecordFinding[] };

/**
 * Verifies that the log `origin` signed these bytes, and that no line of a known key is wrong.
 * @param bytes - untrusted
 * @param keys - trusted: the log's, named as its origin, and any witnesses' beside them. Witnesses alone
 *   do not do: at least one line has to be the log's own, of type 0x01 or 0x06.
 * @returns what was verified, or every finding. Source: C2SP tlog-checkpoint.
 */
export async function verifyCheckpoint(
  bytes: Uint8Array,
  origin: string,
  keys: VerifierKey[],
  suite: SignatureSuite,
): Promise<VerifiedCheckpoint> {
  const note = parseNote(bytes);
  if (!note.ok) return { ok: false, findings: [findingOf(note)] };
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return { ok: false, findings: [findingOf(checkpoint)] };
  const { verified, findings } = await verifyNote(note.value, keys, suite);
  if (checkpoint.value.origin !== origin) findings.unshift({ code: 'checkpoint-origin-other' });
  if (!verified.some((key) => isLogKey(key, origin)))
    findings.push({ code: 'checkpoint-log-signature-missing' });
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, checkpoint: checkpoint.value, note: note.value, verified };
}

/** A log signs under its origin, with type 0x01 or 0x06; type 0x04 is a witness's. */
export function isLogKey(key: VerifierKey, origin: string): boolean {
  return key.name === origin && key.type !== 'ed25519-cosignature';
}
