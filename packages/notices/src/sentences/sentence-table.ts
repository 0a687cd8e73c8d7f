import type { FilingCode } from '../findings.ts';
import type { CheckId, ProofCode } from '../proof-outcome.ts';

/** Everything a filing's answer or the check of a proof file can say. */
export type SentenceCode = FilingCode | ProofCode;

/**
 * What one language says. The types see to it that no code and no check is without words.
 *
 * In a sentence `{detail}` stands for the finding's detail; what stands in square brackets is left out
 * where there is none.
 */
export interface SentenceTable {
  readonly sentences: Readonly<Record<SentenceCode, string>>;
  /** What each check makes sure of, said of a check that passed. */
  readonly checks: Readonly<Record<CheckId, string>>;
  /** Words for details that are names of the measure language, by code. */
  readonly words: Readonly<Partial<Record<SentenceCode, Readonly<Record<string, string>>>>>;
}
