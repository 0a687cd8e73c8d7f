import {
  encodeEntry,
  encodeHex,
  encodeNote,
  encodeNoticeText,
  encodeUtf8,
  parseEntry,
  parseNotice,
  parseUtf8,
} from '../../index.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';
import { hex } from './notes.ts';

/** One case a file. `text` or `hex` is the input; refused ones say with which `code`, accepted ones what was read. */
export type FormatVector = { what: string; text?: string; hex?: string; code?: string; read?: unknown };

/** Our own two formats: every `accepted-*` has to be read and written back, every `refused-*` refused for its fault. */
export function noticesSuite(files: VectorFiles): Outcome[] {
  const paths = [...files.keys()].filter((path) => /^(?:notices|entries)\/(?:accepted|refused)-/.test(path));
  return paths.sort().map((path) => {
    const vector = readJson<FormatVector>(files, path);
    const bytes = vector.hex === undefined ? encodeUtf8(vector.text ?? '') : hex(vector.hex);
    const got = path.startsWith('notices/') ? readNotice(bytes) : readEntry(bytes);
    return outcome(path, got, vector.code ?? vector.read);
  });
}

/** What a reader takes from a notice, or the code it refuses it with. */
export function readNotice(bytes: Uint8Array): unknown {
  const parsed = parseNotice(bytes);
  if (!parsed.ok) return parsed.code;
  const { note, notice, id, noteHash } = parsed.value;
  const same = note.text === encodeNoticeText(notice) && parseUtf8(encodeNote(note)) === parseUtf8(bytes);
  return same ? { id, noteHash: encodeHex(noteHash), notice } : 'not written back the same';
}

export function readEntry(bytes: Uint8Array): unknown {
  const parsed = parseEntry(bytes);
  if (!parsed.ok) return parsed.code;
  const same = encodeHex(encodeEntry(parsed.value)) === encodeHex(bytes);
  const { takenIn, noteHash } = parsed.value;
  return same ? { takenIn, noteHash: encodeHex(noteHash) } : 'not written back the same';
}
