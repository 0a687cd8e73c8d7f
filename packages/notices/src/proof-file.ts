import { EFFECTS, type Measure } from '@rapport/measures';
import {
  encodeCanonical,
  encodeUtf8,
  type JsonValue,
  type Parsed,
  parseCanonical,
  parseUtf8,
} from '@rapport/record';

/** One log entry with its notice and the proof that the log holds it. */
export interface ProvedEntry {
  /** The whole signed note, as text. */
  readonly note: string;
  /** The log's entry, as text. */
  readonly entry: string;
  readonly index: number;
  /** Inclusion proof in the tree of the checkpoint, the leaf's sibling first, base64. */
  readonly hashes: readonly string[];
}

/**
 * Everything that proves one notice with no network: a checkpoint, the key notices by which its signer
 * is certified, the notice itself last, and the definitions of the measures they were filed under.
 * Source: docs/spec/log.md, "The proof file".
 */
export interface ProofFile {
  readonly format: 'rapport/proof@v1';
  /** The checkpoint with its signature lines, verbatim. */
  readonly checkpoint: string;
  readonly entries: readonly ProvedEntry[];
  readonly measures: readonly Measure[];
}

/** The largest proof file that is read, in bytes. */
export const proofFileBytesMax = 8 * 1024 * 1024;

/** Encodes a proof file: one line of canonical JSON. */
export function encodeProofFile(file: ProofFile): Uint8Array {
  return encodeUtf8(`${encodeCanonical(file as unknown as JsonValue)}\n`);
}

/**
 * Parses a proof file. Only its outer form is judged: one canonical spelling, the members it must have,
 * none beside them.
 *
 * @param bytes - untrusted
 */
export function parseProofFile(
  bytes: Uint8Array,
): Parsed<ProofFile> | { ok: false; code: 'proof-file-form'; detail?: string } {
  if (bytes.length > proofFileBytesMax) return formFault('size');
  const text = parseUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return formFault('text');
  const parsed = parseCanonical(text.slice(0, -1));
  if (!parsed.ok) return parsed;
  return isProofFile(parsed.value) ? { ok: true, value: parsed.value } : formFault('members');
}

function formFault(detail: string): { ok: false; code: 'proof-file-form'; detail: string } {
  return { ok: false, code: 'proof-file-form', detail };
}

function isProofFile(value: unknown): value is ProofFile {
  if (!isObject(value) || !hasMembers(value, ['checkpoint', 'entries', 'format', 'measures'])) return false;
  const { checkpoint, entries, format, measures } = value;
  if (format !== 'rapport/proof@v1' || typeof checkpoint !== 'string') return false;
  return isListOf(isProvedEntry)(entries) && entries.length > 0 && isListOf(isMeasure)(measures);
}

function isProvedEntry(value: unknown): value is ProvedEntry {
  if (!isObject(value) || !hasMembers(value, ['entry', 'hashes', 'index', 'note'])) return false;
  const { entry, hashes, index, note } = value;
  if (typeof entry !== 'string' || typeof note !== 'string') return false;
  return Number.isSafeInteger(index) && (index as number) >= 0 && isListOf(isText)(hashes);
}

/** What the checks read of a definition; its hash vouches for the rest. */
function isMeasure(value: unknown): value is Measure {
  if (!isObject(value)) return false;
  const { hash, id, edition, dimension, steps, forms, wording } = value;
  const isNamed = [hash, id, edition, dimension].every(isText);
  return isNamed && isListOf(isStep)(steps) && isObject(forms) && isObject(wording);
}

function isStep(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, by, offices, effect } = value;
  const isBy = isText(by) || isListOf(isText)(by);
  const isEffect = effect === undefined || (isText(effect) && EFFECTS.includes(effect));
  return isText(id) && isBy && isListOf(isText)(offices) && isEffect;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(test: (item: unknown) => boolean): (value: unknown) => value is readonly unknown[] {
  return (value): value is readonly unknown[] => Array.isArray(value) && value.every(test);
}

function hasMembers(value: Record<string, unknown>, names: readonly string[]): boolean {
  return JSON.stringify(Object.keys(value).sort()) === JSON.stringify(names);
}
