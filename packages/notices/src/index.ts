export * from './adherence.ts';
export * from './audience.ts';
export * from './check-authority.ts';
export { erasedBy, erasedIn } from './check-erasure.ts';
export * from './check-filing.ts';
export * from './check-keys.ts';
export * from './check-proof-file.ts';
export { sealedMediaType } from './check-sealed.ts';
export * from './circle.ts';
export * from './clocks.ts';
export * from './filed-notice.ts';
export * from './findings.ts';
export * from './key-register.ts';
export { addSpan, instantOf, readLocal, wallClock } from './local-time.ts';
export * from './marks.ts';
export type { Enrolled } from './owing.ts';
export * from './print/index.ts';
export * from './proof-file.ts';
export type { Check, CheckId, ProofCode, ProofOutcome } from './proof-outcome.ts';
export * from './reference.ts';
export * from './replies.ts';
export {
  isTakenBy,
  isWithdrawn,
  namedFor,
  newestOf,
  roleOf,
  type Society,
  stepIn,
  type Taker,
  valueAt,
} from './roles.ts';
export * from './search/parse-search.ts';
export * from './search/snippet.ts';
export * from './search/words.ts';
export { loadSentences } from './sentences/load-table.ts';
export { sayIn } from './sentences/say-in.ts';
export { checkTitleOf, sentenceOf } from './sentences/sentence-of.ts';
export type { SentenceCode, SentenceTable } from './sentences/sentence-table.ts';
export * from './subject.ts';
export * from './thread.ts';
export * from './together.ts';
export * from './verify-signatures.ts';
export * from './worked-thread.ts';
export * from './yearly.ts';
