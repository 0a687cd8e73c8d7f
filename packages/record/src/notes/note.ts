import { encodeBase64, parseBase64 } from '../bytes/base64.ts';
import { compareBytes, concatBytes } from '../bytes/bytes.ts';
import { encodeHex, parseHex } from '../bytes/hex.ts';
import { encodeUtf8, parseUtf8 } from '../bytes/text.ts';
import { accept, type Parsed, refuse } from '../findings.ts';
import { isKeyName } from '../keys/verifier-key.ts';

/** One line below the text. `signature` is what follows the key ID: for cosignatures, time and signature. */
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array };

/** A signed note (C2SP signed-note). `text` ends in a newline and is what the signatures cover. */
export type Note = { text: string; signatures: NoteSignature[] };

/** Whole notes, text and lines. Room for a hundred post-quantum lines. */
export const noteBytesMax = 1_000_000;
export const noteSignaturesMax = 100;

/**
 * Reads the form of a note; nothing in it is trusted yet: see `verifyNote`.
 * @param bytes - untrusted
 */
export function parseNote(bytes: Uint8Array): Parsed<Note> {
  if (bytes.length > noteBytesMax) return refuse('note-too-long');
  const whole = parseUtf8(bytes);
  if (whole === undefined) return refuse('utf8-invalid');
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) return refuse('note-control-character');
  if (!whole.endsWith('\n')) return refuse('note-no-final-newline');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return refuse('note-no-signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (split + 2 === whole.length) return refuse('note-no-signatures');
  if (lines.length > noteSignaturesMax) return refuse('note-too-many-signatures');
  return parseLines(whole.slice(0, split + 1), lines);
}

function parseLines(text: string, lines: string[]): Parsed<Note> {
  const signatures: NoteSignature[] = [];
  for (const [at, line] of lines.entries()) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return refuse('note-signature-line', String(at + 1));
    signatures.push(signature);
  }
  return accept({ text, signatures });
}

/** `— NAME BASE64` without its newline; the dash is U+2014. @returns undefined for any other form */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  const [, name, data] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  if (name === undefined || data === undefined || !isKeyName(name)) return undefined;
  const bytes = parseBase64(data);
  if (bytes === undefined || bytes.length < 5) return undefined; // 4 of key ID and a signature not empty
  return { name, keyId: encodeHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/** The line with its newline: what a witness answers, and what ends a note. */
export function encodeSignatureLine({ name, keyId, signature }: NoteSignature): string {
  return `\u2014 ${name} ${encodeBase64(concatBytes(keyIdBytes(keyId), signature))}\n`;
}

function keyIdBytes(keyId: string): Uint8Array {
  const bytes = parseHex(keyId);
  if (bytes?.length !== 4) throw new RangeError(`not a key ID: ${keyId}`);
  return bytes;
}

/** Text, empty line, signature lines, in the order given. The inverse of `parseNote`. */
export function encodeNote(note: Note): Uint8Array {
  return encodeUtf8(`${note.text}\n${note.signatures.map(encodeSignatureLine).join('')}`);
}

/** By name, then key ID, in the order of their UTF-8 bytes: the one order a notice may have its lines in. */
export function compareSignatures(a: NoteSignature, b: NoteSignature): number {
  return compareBytes(encodeUtf8(`${a.name}\n${a.keyId}`), encodeUtf8(`${b.name}\n${b.keyId}`));
}
