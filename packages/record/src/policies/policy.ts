import type { VerifierKey } from '../keys/verifier-key.ts';

/** A log's key; its name is the log's origin. A log with an Ed25519 and an ML-DSA-44 key has two of these. */
export type PolicyLog = { key: VerifierKey; url?: string };

/** `name` is known only inside the policy. */
export type PolicyWitness = { name: string; key: VerifierKey; url?: string };

/** Counts as witnessing when `threshold` of its members do: witnesses, or groups before it. */
export type PolicyGroup = { name: string; threshold: number; members: string[] };

/** Which checkpoints to believe (C2SP tlog-policy). `quorum` is a witness's or a group's name, or 'none'. */
export type Policy = { logs: PolicyLog[]; witnesses: PolicyWitness[]; groups: PolicyGroup[]; quorum: string };

/** The specification asks for 32 of each at least; more is refused, so that a policy is quick to judge. */
export const policyLinesMax = 1000;
