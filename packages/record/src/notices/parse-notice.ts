import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/text.ts';
import { encodeCanonical, type JsonObject, parseCanonical } from '../canonical-json.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { compareSignatures, type Note, type NoteSignature, parseNote } from '../notes/note.ts';
import { sha256, sha256Twice } from '../tree/hash.ts';
import { parseNoticeMembers } from './check-notice.ts';
import { type Notice, noticeBytesMax, noticeTypeLine } from './notice.ts';

/**
 * A notice of the right form; its signatures are not verified, and who may sign it is not judged here.
 * `bytes` are the whole signed note, `id` the hexadecimal SHA-256 of its text, `noteHash` the SHA-256 of
 * `bytes`, which the log's entry commits to.
 */
export type SignedNotice = {
  bytes: Uint8Array;
  note: Note;
  notice: Notice;
  id: string;
  noteHash: Uint8Array;
};

/** The text that is signed: type line and one line of canonical JSON. */
export function encodeNoticeText(notice: Notice): string {
  return `${noticeTypeLine}\n${encodeCanonical(notice as JsonObject)}\n`;
}

/** The notice's ID, 64 lower-case hexadecimal digits: the SHA-256 of its text, without the signatures. */
export function noticeId(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}

/**
 * Reads a signed notice. One notice has one spelling: canonical JSON, signature lines sorted by name and
 * key ID, none twice.
 * @param bytes - untrusted, 65,535 at most
 * @returns the notice, or the first fault in reading order. Source: record.md 2.1.
 */
export function parseNotice(bytes: Uint8Array): Parsed<SignedNotice> {
  if (bytes.length > noticeBytesMax) return refuse('notice-too-long');
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const notice = parseNoticeText(note.value.text);
  if (!notice.ok) return notice;
  const order = checkOrder(note.value.signatures);
  if (order !== undefined) return refuse(order);
  const { first, whole } = sha256Twice(bytes, textLength(bytes));
  return accept({ bytes, note: note.value, notice: notice.value, id: encodeHex(first), noteHash: whole });
}

/** Bytes of a note's text: it ends with the first newline of the last empty line. */
function textLength(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (bytes[at] !== newline || bytes[at - 1] !== newline) at -= 1;
  return at;
}

const newline = 0x0a;

/** Reads the text alone, before it is signed or after. @param text - untrusted */
export function parseNoticeText(text: string): Parsed<Notice> {
  const [typeLine, line, ...rest] = text.split('\n');
  if (typeLine !== noticeTypeLine) return refuse('notice-type-line');
  if (line === undefined || rest.length !== 1 || rest[0] !== '') return refuse('notice-lines');
  const value = parseCanonical(line);
  return value.ok ? parseNoticeMembers(value.value) : value;
}

function checkOrder(lines: NoteSignature[]): 'notice-signature-order' | 'notice-signature-twice' | undefined {
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const order = before === undefined ? -1 : compareSignatures(before, line);
    if (order === 0) return 'notice-signature-twice';
    if (order > 0) return 'notice-signature-order';
  }
  return undefined;
}
