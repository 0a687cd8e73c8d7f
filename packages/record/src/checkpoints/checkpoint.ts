import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { equalBytes } from '../bytes/bytes.ts';
import { isCount, parseDecimal } from '../bytes/integers.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { emptyRoot, hashBytes } from '../tree/hash.ts';

/** A log's statement: this many entries, this root. `size` is 0 to 2^53 - 1, `root` 32 bytes. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };

/** The text, three lines, that the log signs. @throws RangeError for a checkpoint no log can have */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n') || !isCount(size) || root.length !== hashBytes) {
    throw new RangeError('not a checkpoint');
  }
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/**
 * Reads a checkpoint's text: exactly three lines. Extension lines are refused, since type 0x06 does not
 * sign them; so are sizes above 2^53 - 1, and an empty tree with another root than that of nothing.
 * @param text - untrusted. Source: C2SP tlog-checkpoint; record.md 1.3.
 */
export function parseCheckpoint(text: string): Parsed<Checkpoint> {
  const lines = text.split('\n');
  const [origin, sizeText, rootText, ...rest] = lines;
  if (origin === undefined || sizeText === undefined || rootText === undefined)
    return refuse('checkpoint-lines');
  if (rest.length === 0 || rest.at(-1) !== '') return refuse('checkpoint-lines');
  if (rest.length > 1) return refuse('checkpoint-extension');
  if (origin === '') return refuse('checkpoint-origin');
  const size = parseDecimal(sizeText);
  if (size === undefined) return refuse('checkpoint-size');
  const root = parseBase64(rootText);
  if (root?.length !== hashBytes) return refuse('checkpoint-root');
  if (size === 0 && !equalBytes(root, emptyRoot)) return refuse('checkpoint-empty-root');
  return accept({ origin, size, root });
}
