import { checkProofFile, parseProofFile, readSealingKey } from '@rapport/notices';
import type { Policy, SignatureSuite } from '@rapport/record';
import type { RegisterView } from './shapes.ts';

/** A key to seal to, as a register names it. */
export type SealingKeyView = RegisterView['sealing'][number];

/** Where proofs come from, and what they are judged by. */
export interface SealingTrust {
  /** The proof file of a notice, by its id; untrusted. */
  readonly proofOf: (id: string) => Promise<Uint8Array>;
  readonly policy: Policy;
  readonly suite: SignatureSuite;
}

/** The keys to seal to for some participants, each proved to be published by its own office. */
export interface ProvedSealingKeys {
  readonly keys: readonly SealingKeyView[];
  /** Participants for whom no key is published: nothing can be sealed to them. */
  readonly without: readonly string[];
  /** Keys that the server names and that their proofs do not bear out: somebody lies. */
  readonly unproved: readonly SealingKeyView[];
}

/**
 * Finds the keys of participants that are in use, and proves each from the log by trusted keys: whoever hosts the record
 * could otherwise name a key of its own and read what is sealed to it.
 */
export async function provedSealingKeys(
  participants: readonly string[],
  { sealing }: Pick<RegisterView, 'sealing'>,
  trust: SealingTrust,
): Promise<ProvedSealingKeys> {
  const named = sealing.filter((one) => one.ended === undefined && participants.includes(one.participant));
  const sound = await Promise.all(named.map((one) => isPublished(one, trust)));
  const keys = named.filter((_, i) => sound[i]);
  return {
    keys,
    without: participants.filter((code) => !keys.some(({ participant }) => participant === code)),
    unproved: named.filter((_, i) => !sound[i]),
  };
}

async function isPublished(
  { participant, office, key, notice: id }: SealingKeyView,
  { proofOf, policy, suite }: SealingTrust,
): Promise<boolean> {
  const bytes = await proofOf(id);
  const { ok, signed } = await checkProofFile(bytes, policy, suite);
  const file = parseProofFile(bytes);
  if (!ok || !file.ok || signed === undefined || signed.id !== id) return false;
  const { notice } = signed;
  const measure = file.value.measures.find((one) => one.hash === notice.measure.hash);
  const step = measure?.steps.find((one) => one.id === notice.step);
  const read = step && readSealingKey(notice, step);
  const isKey = read !== undefined && read !== 'key-form' && !read.isEnd && read.key === key;
  return isKey && notice.participant === participant && notice.office === office;
}
