import { checkProofFile, type ProofOutcome } from '@rapport/notices';
import { createSuite } from '@rapport/record';
import { type Pinned, readPinnedPolicy } from '../log/pinned-policy.ts';
import { subtle } from '../sign-in/office-keys.ts';

/** A proof checked here, and by which keys. */
export interface Verification {
  readonly outcome: ProofOutcome;
  readonly pinned: Pinned;
  readonly bytes: Uint8Array;
}

/** Checks a proof file by the log's keys as this browser keeps them. @param bytes - untrusted */
export async function verifyProof(bytes: Uint8Array, origin: string): Promise<Verification> {
  const pinned = await readPinnedPolicy(origin);
  const outcome = await checkProofFile(bytes, pinned.policy, createSuite(subtle));
  return { outcome, pinned, bytes };
}
