import { attachmentBytesMax } from '@rapport/api';
import { type Attachment, encodeHex } from '@rapport/record';
import { del, get, set } from 'idb-keyval';

/** A file to go with a notice: what the notice says of it, and its bytes. */
export interface AttachedFile extends Attachment {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why a file is not attached. */
export type FileFault = 'too-large' | 'name' | 'twice' | 'empty';

const typeForm = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** What no name in a notice may hold: what controls a terminal, turns text round, or leads elsewhere. */
// oxlint-disable-next-line no-control-regex -- control characters are what it refuses
const unfit = /[/\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** The most characters of a file's name. */
const nameLengthMax = 200;

/**
 * Reads a file that somebody chose.
 *
 * @param files - those attached already
 * @returns the file, or why it cannot go with them
 */
export async function attachFile(
  file: File,
  files: readonly AttachedFile[],
): Promise<AttachedFile | FileFault> {
  const name = file.name.normalize('NFC').trim();
  if (file.size === 0) return 'empty';
  if (sizeOf(files) + file.size > attachmentBytesMax) return 'too-large';
  if (name === '' || name.length > nameLengthMax || unfit.test(name)) return 'name';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (files.some((one) => one.sha256 === sha256)) return 'twice';
  const type = file.type.toLowerCase();
  const mediaType = typeForm.test(type) ? type : 'application/octet-stream';
  return { name, mediaType, sha256, size: bytes.length, bytes };
}

/** Bytes of all of them. */
export function sizeOf(files: readonly AttachedFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** What a notice says of its files. */
export function attachmentsOf(files: readonly AttachedFile[]): Attachment[] {
  return files.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size }));
}

const keyOf = (draft: string): string => `files/${draft}`;

/** Files are kept apart from the draft's answers, which are written at every keystroke. */
export async function readFiles(draft: string): Promise<readonly AttachedFile[]> {
  return (await get<readonly AttachedFile[]>(keyOf(draft))) ?? [];
}

export async function keepFiles(draft: string, files: readonly AttachedFile[]): Promise<void> {
  if (files.length === 0) await del(keyOf(draft));
  else await set(keyOf(draft), files);
}
