export { encodeBase64, encodeBase64Url, parseBase64, parseBase64Url } from './bytes/base64.ts';
export { compareBytes, concatBytes, equalBytes } from './bytes/bytes.ts';
export { encodeHex, parseHex } from './bytes/hex.ts';
export { encodeUint64, isCount, parseDecimal, parseUint64 } from './bytes/integers.ts';
export { encodeUtf8, parseUtf8 } from './bytes/text.ts';
export {
  encodeCanonical,
  type JsonObject,
  type JsonValue,
  jsonDepthMax,
  NotCanonicalData,
  parseCanonical,
} from './canonical-json.ts';
export { type Checkpoint, encodeCheckpoint, parseCheckpoint } from './checkpoints/checkpoint.ts';
export {
  type Cosignature,
  type CosignatureType,
  encodeCosignature,
  parseCosignature,
} from './checkpoints/cosignature.ts';
export {
  cosignatureMessage,
  mlDsaCheckpointMessage,
  mlDsaSubtreeMessage,
  type SignedSubtree,
} from './checkpoints/cosignature-message.ts';
export { signCheckpoint } from './checkpoints/sign-checkpoint.ts';
export { isLogKey, type VerifiedCheckpoint, verifyCheckpoint } from './checkpoints/verify-checkpoint.ts';
export {
  accept,
  findingOf,
  type Parsed,
  type RecordCode,
  type RecordFinding,
  type Refused,
  recordCodes,
  refuse,
} from './findings.ts';
export { checkPublicKey } from './keys/check-public-key.ts';
export { encodePasskey, type Passkey, parsePasskey, rpIdHash } from './keys/passkey.ts';
export { passphraseKey } from './keys/passphrase-key.ts';
export {
  encodeVerifierKey,
  isKeyName,
  type KeyType,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from './keys/verifier-key.ts';
export {
  compareSignatures,
  encodeNote,
  encodeSignatureLine,
  type Note,
  type NoteSignature,
  noteBytesMax,
  noteSignaturesMax,
  parseNote,
  parseSignatureLine,
} from './notes/note.ts';
export { signNote } from './notes/sign-note.ts';
export { type VerifiedNote, verifyNote } from './notes/verify-note.ts';
export { type Entry, encodeEntry, entryTypeLine, parseEntry } from './notices/entry.ts';
export {
  type Attachment,
  type Audience,
  type Notice,
  noticeBytesMax,
  noticeTypeLine,
  officeKeyName,
  type Sealed,
} from './notices/notice.ts';
export {
  encodeNoticeText,
  noticeId,
  parseNotice,
  parseNoticeText,
  type SignedNotice,
} from './notices/parse-notice.ts';
export { checkPolicy, type PolicyOutcome, type Witnessed } from './policies/check-policy.ts';
export { encodePolicy } from './policies/encode-policy.ts';
export { parsePolicy } from './policies/parse-policy.ts';
export type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from './policies/policy.ts';
export { encodeTlogProof, parseTlogProof, type TlogProof } from './proofs/tlog-proof.ts';
export { type Assertion, encodeAssertion, passkeyChallenge } from './signatures/assertion.ts';
export {
  ed25519Cosigner,
  ed25519Signer,
  mlDsa44SeedSigner,
  mlDsa44Signer,
  type Signer,
} from './signatures/signers.ts';
export type { PlatformKey, SubtleLike } from './signatures/subtle.ts';
export { createSuite, type SignatureSuite } from './signatures/suite.ts';
export { encodeBundle, entryBytesMax, parseBundle } from './tiles/bundle.ts';
export { proveConsistency, proveInclusion, rootFromTiles } from './tiles/prove.ts';
export type { TileReader } from './tiles/read-nodes.ts';
export { type Tile, tilesOf, tileWidth, widthAt } from './tiles/tile.ts';
export { bundlePath, parseTilePath, type TilePath, tilePath } from './tiles/tile-path.ts';
export {
  type ConsistencyClaim,
  checkConsistency,
  checkSubtreeConsistency,
  type SubtreeConsistencyClaim,
} from './tree/consistency.ts';
export {
  emptyFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
  parseFrontier,
} from './tree/frontier.ts';
export { type GrownTree, growTree, type TileHash } from './tree/grow-tree.ts';
export { emptyRoot, hashBytes, leafHash, nodeHash, sha256 } from './tree/hash.ts';
export {
  checkInclusion,
  checkSubtreeInclusion,
  type InclusionClaim,
  type SubtreeInclusionClaim,
} from './tree/inclusion.ts';
export {
  addCheckpointBytesMax,
  encodeAddCheckpoint,
  parseAddCheckpoint,
} from './witness/add-checkpoint.ts';
export { checkWitnessAnswer, type WitnessAnswer } from './witness/check-answer.ts';
export {
  checkEvidence,
  type Evidence,
  encodeEvidence,
  parseEvidence,
} from './witness/evidence.ts';
export {
  judgeCheckpoint,
  type WitnessVerdict,
  witnessStatus,
} from './witness/judge-checkpoint.ts';
export {
  checkWitnessTimes,
  type PlacedTime,
  type WitnessTime,
  witnessTimes,
  witnessToleranceMs,
} from './witness/witness-times.ts';
