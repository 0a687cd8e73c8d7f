import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import { encodeCanonical, type JsonValue, parseCanonical } from '../canonical-json.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoints/checkpoint.ts';
import { isLogKey } from '../checkpoints/verify-checkpoint.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import { parseNote } from '../notes/note.ts';
import { verifyNote } from '../notes/verify-note.ts';
import type { SignatureSuite } from '../signatures/suite.ts';
import { witnessProofMax } from './add-checkpoint.ts';
import { type Contradiction, contradictionOf } from './contradiction.ts';

/** Two signed checkpoints of one log, verbatim, and the proof that came with the second. */
export type Evidence = { older: string; newer: string; proof: Uint8Array[] };

const evidenceFormat = 'rapport/evidence@v1';

/** One line of canonical JSON and a newline; `parseEvidence` reads back the same. */
export function encodeEvidence({ older, newer, proof }: Evidence): Uint8Array {
  const value = { format: evidenceFormat, newer, older, proof: proof.map(encodeBase64) };
  return encodeUtf8(`${encodeCanonical(value)}\n`);
}

/** @param bytes - untrusted. @returns undefined unless it is exactly what `encodeEvidence` gives */
export function parseEvidence(bytes: Uint8Array): Evidence | undefined {
  const text = parseUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return undefined;
  const parsed = parseCanonical(text.slice(0, -1));
  const value = parsed.ok ? parsed.value : undefined;
  if (!isObject(value) || Object.keys(value).join() !== 'format,newer,older,proof') return undefined;
  const { format, newer, older } = value;
  const proof = parseProof(value['proof']);
  if (format !== evidenceFormat || typeof newer !== 'string' || typeof older !== 'string') return undefined;
  return proof && { older, newer, proof };
}

function isObject(value: JsonValue | undefined): value is { [member: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseProof(value: JsonValue | undefined): Uint8Array[] | undefined {
  if (!Array.isArray(value) || value.length > witnessProofMax) return undefined;
  const hashes = value.map((text) => (typeof text === 'string' ? parseBase64(text) : undefined));
  return hashes.every((hash) => hash?.length === 32) ? (hashes as Uint8Array[]) : undefined;
}

/** What evidence shows. Only `contradiction` says anything against the log. */
export type EvidenceOutcome =
  | { kind: 'contradiction'; how: Contradiction; older: Checkpoint; newer: Checkpoint }
  | { kind: 'nothing-shown'; older: Checkpoint; newer: Checkpoint }
  | { kind: 'log-signature'; which: 'older' | 'newer' }
  | { kind: 'form' };

/** Judges evidence by the log's keys alone. @param keys - trusted by whoever asks, never taken from the file */
export async function checkEvidence(
  evidence: Evidence,
  keys: VerifierKey[],
  suite: SignatureSuite,
): Promise<EvidenceOutcome> {
  const checkpoints: Checkpoint[] = [];
  for (const which of ['older', 'newer'] as const) {
    const note = parseNote(encodeUtf8(evidence[which]));
    const parsed = note.ok ? parseCheckpoint(note.value.text) : note;
    if (!note.ok || !parsed.ok) return { kind: 'form' };
    const own = keys.filter((key) => isLogKey(key, parsed.value.origin));
    const { findings } = await verifyNote(note.value, own, suite);
    if (findings.length > 0) return { kind: 'log-signature', which };
    checkpoints.push(parsed.value);
  }
  const [older, newer] = checkpoints as [Checkpoint, Checkpoint];
  const how = contradictionOf(older, newer, evidence.proof);
  return how === undefined
    ? { kind: 'nothing-shown', older, newer }
    : { kind: 'contradiction', how, older, newer };
}
