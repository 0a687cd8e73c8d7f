import { type Checkpoint, parseCheckpoint } from '../checkpoints/checkpoint.ts';
import { type CosignatureType, parseCosignature } from '../checkpoints/cosignature.ts';
import { findingOf, type RecordFinding } from '../findings.ts';
import type { VerifierKey } from '../keys/verifier-key.ts';
import { parseNote } from '../notes/note.ts';
import { type VerifiedNote, verifyNote } from '../notes/verify-note.ts';
import type { SignatureSuite } from '../signatures/suite.ts';
import type { Policy, PolicyGroup, PolicyWitness } from './policy.ts';

/** A witness's word that it saw this tree; `time` is POSIX seconds, the latest if it gave several. */
export type Witnessed = { name: string; key: VerifierKey; time: number };

/** `checkpoint` may be believed only if there are no findings. `logs` are the log's keys that signed. */
export type PolicyOutcome = {
  findings: RecordFinding[];
  checkpoint?: Checkpoint;
  logs: VerifierKey[];
  witnesses: Witnessed[];
};

/**
 * Checks a checkpoint against a policy: signed by a listed log under its own origin, cosigned by the
 * quorum, and no line of a listed key wrong.
 * @param checkpoint - untrusted bytes of the whole signed note
 * @returns every finding, in checking order. Source: C2SP tlog-policy.
 */
export async function checkPolicy(
  policy: Policy,
  checkpoint: Uint8Array,
  suite: SignatureSuite,
): Promise<PolicyOutcome> {
  const note = parseNote(checkpoint);
  if (!note.ok) return { findings: [findingOf(note)], logs: [], witnesses: [] };
  const parsed = parseCheckpoint(note.value.text);
  if (!parsed.ok) return { findings: [findingOf(parsed)], logs: [], witnesses: [] };
  const listed = policy.logs.filter(({ key }) => key.name === parsed.value.origin).map(({ key }) => key);
  const known = [...listed, ...policy.witnesses.map(({ key }) => key)];
  const { verified, lines, findings } = await verifyNote(note.value, known, suite);
  const logs = listed.filter((key) => verified.includes(key));
  const witnesses = witnessesOf(lines, policy.witnesses);
  if (listed.length === 0) findings.push({ code: 'policy-log-unknown' });
  else if (logs.length === 0) findings.push({ code: 'policy-log-signature-missing' });
  if (!isWitnessed(policy, witnesses)) findings.push({ code: 'policy-quorum-not-met' });
  return { findings, checkpoint: parsed.value, logs, witnesses };
}

function witnessesOf(lines: VerifiedNote['lines'], witnesses: PolicyWitness[]): Witnessed[] {
  const seen = witnesses.map(({ name, key }) => ({ name, key, time: latestTime(lines, key) }));
  return seen.filter(({ time }) => time > 0); // a witness never gives the time 0: it would claim nothing
}

/** The latest time this key put its name to, 0 for none. */
function latestTime(lines: VerifiedNote['lines'], key: VerifierKey): number {
  const times = lines
    .filter((line) => line.key === key)
    .map(({ signature }) => parseCosignature(key.type as CosignatureType, signature))
    .map((cosignature) => (cosignature.ok ? cosignature.value.time : 0));
  return Math.max(0, ...times);
}

/** Groups come after their members, so one pass in order settles each. */
function isWitnessed(policy: Policy, witnesses: Witnessed[]): boolean {
  const identities = new Map(policy.witnesses.map(({ name, key }) => [name, key.name]));
  const witnessing = new Set(['none', ...witnesses.map(({ name }) => name)]);
  for (const group of policy.groups)
    if (isGroupMet(group, witnessing, identities)) witnessing.add(group.name);
  return witnessing.has(policy.quorum);
}

/**
 * A witness that signs with two keys counts once (record.md 1.11): members are told apart by the name in
 * their key. Where all members are asked for, each key has to have signed.
 */
function isGroupMet(group: PolicyGroup, witnessing: Set<string>, identities: Map<string, string>): boolean {
  const present = group.members.filter((member) => witnessing.has(member));
  if (present.length === group.members.length) return true;
  const distinct = new Set(present.map((member) => identities.get(member) ?? `group ${member}`));
  return distinct.size >= group.threshold;
}
