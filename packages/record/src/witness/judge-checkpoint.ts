import { equalBytes } from '../bytes/bytes.ts';
import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { isLogKey } from '../checkpoints/verify-checkpoint.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import type { Note } from '../notes/note.ts';
import { verifyNote } from '../notes/verify-note.ts';
import type { SignatureSuite } from '../signatures/suite.ts';
import { checkConsistency } from '../tree/consistency.ts';
import { emptyRoot } from '../tree/hash.ts';
import type { AddCheckpoint } from './add-checkpoint.ts';
import { contradictionOf } from './contradiction.ts';

/** What a witness holds of a log: its keys, and the checkpoint cosigned last, or none. Both trusted. */
export type WitnessedLog = { keys: VerifierKey[]; last: Checkpoint | undefined };

/**
 * The witness's word on a request. `cosign` alone lets it sign: `note` is the checkpoint with those of its lines
 * that a trusted key of the log signed. `evidence` is set where the log has signed what cannot be true beside what
 * it signed before (`contradiction`), or may have (`suspicion`: anybody can send a wrong proof with a good checkpoint).
 */
export type WitnessVerdict =
  | { kind: 'cosign'; note: Note }
  | { kind: 'log-unknown' }
  | { kind: 'log-signature' }
  | { kind: 'old-size-above-size' }
  | { kind: 'old-size-other'; size: number; evidence?: WitnessEvidence }
  | { kind: 'root-of-nothing' }
  | { kind: 'proof-not-empty' }
  | { kind: 'root-other'; evidence: WitnessEvidence }
  | { kind: 'proof-wrong'; evidence: WitnessEvidence };

export type WitnessEvidence = { strength: 'contradiction' | 'suspicion'; note: Note };

/** The HTTP status of each answer. Source: C2SP tlog-witness; record.md 1.6. */
export const witnessStatus: Record<WitnessVerdict['kind'], number> = {
  cosign: 200,
  'log-unknown': 404,
  'log-signature': 403,
  'old-size-above-size': 400,
  'old-size-other': 409,
  'root-of-nothing': 422,
  'proof-not-empty': 422,
  'root-other': 422,
  'proof-wrong': 422,
};

/**
 * Judges whether a witness may cosign. @param request - its form read by `parseAddCheckpoint`, nothing else trusted
 * @param log - undefined where the witness trusts no log of that origin
 */
export async function judgeCheckpoint(
  request: AddCheckpoint,
  log: WitnessedLog | undefined,
  suite: SignatureSuite,
): Promise<WitnessVerdict> {
  const { checkpoint } = request;
  const keys = (log?.keys ?? []).filter((key) => isLogKey(key, checkpoint.origin));
  if (keys.length === 0) return { kind: 'log-unknown' };
  const { lines, findings } = await verifyNote(request.note, keys, suite);
  if (findings.length > 0) return { kind: 'log-signature' };
  const signatures = lines.map(({ key, signature }) => ({ name: key.name, keyId: key.keyId, signature }));
  return judgeSigned(request, log?.last, { text: request.note.text, signatures });
}

function judgeSigned(
  { oldSize, proof, checkpoint }: AddCheckpoint,
  last: Checkpoint | undefined,
  note: Note,
): WitnessVerdict {
  const { size, root } = checkpoint;
  const isFork = last !== undefined && contradictionOf(last, checkpoint, []) !== undefined;
  const fork: WitnessEvidence = { strength: 'contradiction', note };
  const lastSize = last?.size ?? 0;
  if (oldSize > size) return { kind: 'old-size-above-size' };
  if (oldSize !== lastSize)
    return { kind: 'old-size-other', size: lastSize, ...(isFork ? { evidence: fork } : {}) };
  if (size === 0 && !equalBytes(root, emptyRoot)) return { kind: 'root-of-nothing' };
  if (isFork) return { kind: 'root-other', evidence: fork };
  if (last === undefined || oldSize === 0)
    return proof.length === 0 ? { kind: 'cosign', note } : { kind: 'proof-not-empty' };
  const claim = { oldSize, newSize: size, oldRoot: last.root, newRoot: root, proof };
  if (checkConsistency(claim).length === 0) return { kind: 'cosign', note };
  const isProved = contradictionOf(last, checkpoint, proof) !== undefined;
  return {
    kind: 'proof-wrong',
    evidence: { strength: isProved ? 'contradiction' : 'suspicion', note },
  };
}
