import type { AnswerFinding } from '@rapport/measures';
import type { RecordCode } from '@rapport/record';

/** Every way a filing can fail the rules, beside the record's own codes and those of single answers. */
export type RuleCode =
  | 'log-other'
  | 'participant-unknown'
  | 'participant-not-enrolled'
  | 'measure-unknown'
  | 'measure-edition-unknown'
  | 'measure-hash-other'
  | 'step-unknown'
  | 'step-needs-thread'
  | 'step-opens-thread'
  | 'step-not-yours'
  | 'step-already-taken'
  | 'thread-unknown'
  | 'thread-other-measure'
  | 'thread-closed'
  | 'after-missing'
  | 'after-unknown'
  | 'after-not-allowed'
  | 'after-superseded'
  | 'after-not-yours'
  | 'measure-not-open'
  | 'measure-edition-not-in-force'
  | 'adopted-edition-unknown'
  | 'office-not-allowed'
  | 'signature-name-other'
  | 'key-unknown'
  | 'key-of-another-participant'
  | 'key-not-yet-valid'
  | 'key-expired'
  | 'key-revoked'
  | 'key-limited'
  | 'key-in-use'
  | 'key-name-other'
  | 'key-form'
  | 'key-type'
  | 'key-dates'
  | 'revoked-key-unknown'
  | 'revokes-other-key'
  | 'sender-signature-missing'
  | 'signatures-too-few'
  | 'root-not-accepted'
  | 'root-wait-too-short'
  | 'root-replacement-pending'
  | 'root-replacement-unknown'
  | 'organisation-already-founded'
  | 'organisation-not-founded'
  | 'participant-already-enrolled'
  | 'audience-empty'
  | 'audience-kind-not-offered'
  | 'audience-participant-unknown'
  | 'audience-names-sender'
  | 'audience-wider-than-thread'
  | 'audience-wider-than-answered'
  | 'audience-not-opener-alone'
  | 'audience-without-opener'
  | 'audience-narrower'
  | 'audience-not-sealed'
  | 'sealed-form'
  | 'erased-notice-unknown'
  | 'erased-notice-gone'
  | 'erased-notice-in-register'
  | 'attachment-missing'
  | 'attachment-hash-mismatch'
  | 'attachment-size-mismatch'
  | 'attachment-unnamed'
  | 'not-before-unknown'
  | 'notice-already-filed';

/** Every code that a filing's answer may hold. */
export type FilingCode = RuleCode | RecordCode | AnswerFinding['code'];

/**
 * One thing wrong with a filing. `at` is a JSON pointer into the answers; `detail` names what was met
 * (a code, a name, a limit), never a secret and never anything of a thread the sender may not see.
 */
export interface Finding {
  readonly code: FilingCode;
  readonly at?: string;
  readonly detail?: string;
}

/** A finding with its detail left out where there is none. */
export function finding(code: FilingCode, detail?: string): Finding {
  return detail === undefined ? { code } : { code, detail };
}
