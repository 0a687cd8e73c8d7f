/**
 * Everything that can be wrong with bytes, signatures and proofs that come from outside: a closed list,
 * so that every screen, script and other implementation can name each fault. Ordered by format.
 */
export const recordCodes = [
  // text and canonical JSON
  'utf8-invalid',
  'json-malformed',
  'json-not-canonical',
  'json-too-deep',
  'json-lone-surrogate',
  'json-number',
  // keys
  'vkey-form',
  'vkey-name',
  'vkey-key-id',
  'vkey-base64',
  'vkey-type',
  'key-length',
  'key-not-canonical',
  'passkey-form',
  'key-low-order',
  // signed notes
  'note-too-long',
  'note-control-character',
  'note-no-final-newline',
  'note-no-signatures',
  'note-too-many-signatures',
  'note-signature-line',
  'signature-invalid',
  'signature-none-known',
  // checkpoints
  'checkpoint-lines',
  'checkpoint-extension',
  'checkpoint-origin',
  'checkpoint-origin-other',
  'checkpoint-size',
  'checkpoint-root',
  'checkpoint-empty-root',
  'checkpoint-log-signature-missing',
  'cosignature-length',
  'cosignature-time',
  // tree
  'inclusion-index',
  'inclusion-proof-length',
  'inclusion-root',
  'consistency-sizes',
  'consistency-from-empty',
  'consistency-proof-length',
  'consistency-old-root',
  'consistency-root',
  'subtree-range',
  'hash-length',
  'frontier-form',
  // tiles and bundles
  'tile-path',
  'tile-length',
  'bundle-width',
  'bundle-truncated',
  'bundle-trailing-bytes',
  // tlog-proof
  'proof-header',
  'proof-extra',
  'proof-index',
  'proof-hash',
  'proof-too-many-hashes',
  'proof-no-checkpoint',
  // tlog-policy
  'policy-character',
  'policy-no-final-newline',
  'policy-line',
  'policy-key',
  'policy-key-type',
  'policy-key-twice',
  'policy-name-taken',
  'policy-name-unknown',
  'policy-member-twice',
  'policy-threshold',
  'policy-quorum-missing',
  'policy-quorum-twice',
  'policy-too-large',
  'policy-log-unknown',
  'policy-log-signature-missing',
  'policy-quorum-not-met',
  // notices
  'notice-too-long',
  'notice-type-line',
  'notice-lines',
  'notice-not-object',
  'notice-member-unknown',
  'notice-member-missing',
  'notice-after',
  'notice-answers',
  'notice-attachments',
  'notice-audience',
  'notice-audience-kind',
  'notice-audience-participants',
  'notice-date',
  'notice-log',
  'notice-measure',
  'notice-nonce',
  'notice-not-before',
  'notice-office',
  'notice-participant',
  'notice-step',
  'notice-sealed',
  'notice-thread',
  'notice-signature-order',
  'notice-signature-twice',
  // entries
  'entry-form',
  'entry-type-line',
  'entry-time',
  'entry-hash',
  // times of entries and of witnesses
  'entry-after-witness',
  'entry-before-witness',
] as const;

export type RecordCode = (typeof recordCodes)[number];

/** One fault found. `detail` names the place (a member, a line number, a key name); it is never trusted text to act on. */
export type RecordFinding = { code: RecordCode; detail?: string };

/** What a parser hands back: the value, or the first fault in reading order. Parsers never throw on input. */
export type Parsed<T> = { ok: true; value: T } | Refused;

export type Refused = { ok: false; code: RecordCode; detail?: string };

export function accept<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refuse(code: RecordCode, detail?: string): Refused {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}

/** The same fault as a finding, for checks that list several. */
export function findingOf(refused: Refused): RecordFinding {
  return refused.detail === undefined
    ? { code: refused.code }
    : { code: refused.code, detail: refused.detail };
}
