import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { isCount, parseDecimal } from '../bytes/integers.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { hashBytes } from '../tree/hash.ts';

/**
 * What the log holds of a notice: a commitment, never its text. `takenIn` is POSIX milliseconds, the
 * log's word; `noteHash` the SHA-256 of the whole signed note. Source: record.md, "what the product does", 2.
 */
export type Entry = { takenIn: number; noteHash: Uint8Array };

export const entryTypeLine = 'rapport/entry@v1';

/** Three lines. @throws RangeError for a time or a hash no entry can have */
export function encodeEntry({ takenIn, noteHash }: Entry): Uint8Array {
  if (!isCount(takenIn) || noteHash.length !== hashBytes) throw new RangeError('not an entry');
  return encodeUtf8(`${entryTypeLine}\n${takenIn}\n${encodeBase64(noteHash)}\n`);
}

/** @param bytes - untrusted, as found in an entry bundle */
export function parseEntry(bytes: Uint8Array): Parsed<Entry> {
  const text = parseUtf8(bytes);
  if (text === undefined) return refuse('utf8-invalid');
  const [typeLine, time, hash, end, ...rest] = text.split('\n');
  if (typeLine !== entryTypeLine) return refuse('entry-type-line');
  if (time === undefined || hash === undefined || end !== '' || rest.length > 0) return refuse('entry-form');
  const takenIn = parseDecimal(time);
  if (takenIn === undefined) return refuse('entry-time');
  const noteHash = parseBase64(hash);
  return noteHash?.length === hashBytes ? accept({ takenIn, noteHash }) : refuse('entry-hash');
}
