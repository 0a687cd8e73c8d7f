import type { LogNotice } from '@rapport/api';
import { encodeUtf8, type Notice, parseNotice, parseUtf8, tileWidth, widthAt } from '@rapport/record';
import type { ErasureRead } from '../verify/log/notice-judge.ts';
import type { MirrorFolder } from './folder.ts';
import { bytesMax, names } from './layout.ts';
import { encodeNotices, leftOf, type NoticesFile, parseJson, parseNotices } from './notices-file.ts';

type Erasures = ReadonlyMap<string, ErasureRead>;

/**
 * Deletes from a mirror what its senders erased: the texts, then the files that no other notice there names. Killed on
 * the way, it is done again with the next copy.
 *
 * @param erasures - by the id of what they erase; every one that the log holds
 * @returns the places of notices that are to be erased by another than their sender: those are kept
 */
export function eraseTexts(folder: MirrorFolder, size: number, erasures: Erasures): number[] {
  const done = readDone(folder);
  const due = new Map([...erasures].filter(([, { by }]) => !done.has(by)));
  if (due.size === 0) return [];
  const refused: number[] = [];
  for (const { name, file } of noticesFiles(folder, size)) {
    const rows = file.notices.map((row) => {
      const erasure = due.get(row.id);
      const notice = erasure && noticeIn(row);
      if (erasure === undefined || notice === undefined) return row;
      if (notice.participant !== erasure.participant) {
        refused.push(row.index);
        return row;
      }
      const { note: _, ...left } = row;
      const erased = { by: erasure.by, takenIn: erasure.takenIn };
      const attachmentCount = notice.attachments.length;
      return { ...left, erased, envelope: leftOf({ ...notice, attachmentCount }) };
    });
    if (rows.some((row, i) => row !== file.notices[i]))
      folder.write(name, encodeNotices({ before: file.before, notices: rows }));
  }
  removeFiles(folder, size);
  folder.write(names.erased, `${JSON.stringify([...done, ...[...due.values()].map(({ by }) => by)])}\n`);
  return refused;
}

/** The places of texts that a mirror still holds though their senders erased them. */
export function textsKept(folder: MirrorFolder, size: number, erasures: Erasures): number[] {
  if (erasures.size === 0) return [];
  return [...noticesFiles(folder, size)].flatMap(({ file }) =>
    file.notices
      .filter((row) => {
        const erasure = erasures.get(row.id);
        return erasure !== undefined && noticeIn(row)?.participant === erasure.participant;
      })
      .map(({ index }) => index),
  );
}

function* noticesFiles(folder: MirrorFolder, size: number): Generator<{ name: string; file: NoticesFile }> {
  for (let index = 0; index < Math.ceil(size / tileWidth); index += 1) {
    const name = names.notices(index, widthAt(0, index, size));
    const part = folder.read(name, bytesMax.notices);
    const file = part.ok ? parseNotices(part.bytes) : undefined;
    if (file !== undefined) yield { name, file };
  }
}

function noticeIn({ note }: LogNotice): Notice | undefined {
  const parsed = note === undefined ? undefined : parseNotice(encodeUtf8(note));
  return parsed?.ok ? parsed.value.notice : undefined;
}

/** Removes the files that no notice in the folder names any more. */
function removeFiles(folder: MirrorFolder, size: number): void {
  const named = new Set<string>();
  for (const { file } of noticesFiles(folder, size)) {
    for (const { sha256 } of file.notices.flatMap((row) => noticeIn(row)?.attachments ?? []))
      named.add(sha256);
  }
  for (const part of folder.list('attachments')) {
    for (const sha256 of folder.list(`attachments/${part}`))
      if (!named.has(sha256)) folder.remove(`attachments/${part}/${sha256}`);
  }
}

/** Ids of erasures that were carried out already: their texts need not be looked for again. */
function readDone(folder: MirrorFolder): Set<string> {
  const part = folder.read(names.erased, bytesMax.keyNotices);
  const value = part.ok && parseUtf8(part.bytes) !== undefined ? parseJson(part.bytes) : undefined;
  return new Set(Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
}
