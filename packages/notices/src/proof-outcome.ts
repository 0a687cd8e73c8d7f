import type { Measure } from '@rapport/measures';
import type { RecordCode, SignedNotice } from '@rapport/record';
import type { RuleCode } from './findings.ts';

/** Codes that only the checking of a proof file has. */
export type ProofCode =
  | 'proof-file-form'
  | 'checkpoint-line-unknown'
  | 'measure-missing'
  | 'measure-hash-differs'
  | 'measure-unneeded'
  | 'entry-commits-to-other-notice'
  | 'proof-hash-form'
  | 'order-first'
  | 'order-index'
  | 'order-time'
  | 'not-reached';

/** What one check looked at; `file` and `checkpoint` once, then five for each entry, `order` once. */
export type CheckId =
  | 'file'
  | 'checkpoint'
  | 'notice'
  | 'entry'
  | 'inclusion'
  | 'measure'
  | 'signature'
  | 'order';

/** One step of a verification, shown to people in this order. */
export interface Check {
  readonly id: CheckId;
  /** Number of the entry in the file, from 0, for checks of one entry; the last is the notice itself. */
  readonly entry?: number;
  /** Empty: the check passed. */
  readonly findings: readonly { code: ProofCode | RuleCode | RecordCode; detail?: string }[];
  /** What was seen, for people: a size, an instant, a key id. Never a reason to trust. */
  readonly seen?: string;
}

export type CheckFinding = Check['findings'][number];

/**
 * The outcome of checking a proof file: every check in order, and what the last entry holds, as far as it
 * could be read. Nothing of it may be believed unless `ok`.
 */
export interface ProofOutcome {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly signed?: SignedNotice;
  readonly takenIn?: number;
  readonly index?: number;
  readonly measure?: Measure;
}
