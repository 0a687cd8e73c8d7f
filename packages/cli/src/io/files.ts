import { closeSync, fsyncSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Words } from './language.ts';
import { Unusable } from './outcome.ts';
import { printable } from './printable.ts';
import type { Surroundings } from './surroundings.ts';

/** Reads a file that a person named. @throws Unusable where that is not possible, or it is too large */
export function readGivenFile(
  { folder }: Surroundings,
  path: string,
  bytesMax = 64 * 1024 * 1024,
): Uint8Array {
  try {
    const stat = statSync(resolve(folder, path));
    // A device has no end: its size says 0 and reading it goes on for ever.
    if (stat.isCharacterDevice())
      throw new Unusable('file-unusable', notAFile(printable(path)), { file: path });
    if (stat.size > bytesMax)
      throw new Unusable('file-too-large', tooLarge(printable(path), bytesMax), { file: path });
    return readFileSync(resolve(folder, path));
  } catch (error) {
    throw unusableFile(error, path);
  }
}

/**
 * Writes a file that must not be there yet, whole and on disk before it returns: neither an earlier
 * file nor half a one is ever left in its place.
 *
 * @throws Unusable where it exists or cannot be written
 */
export function writeNewFile(
  { folder }: Surroundings,
  path: string,
  content: string | Uint8Array,
  mode = 0o666,
): void {
  const target = resolve(folder, path);
  let file: number | undefined;
  try {
    file = openSync(target, 'wx', mode);
    writeAll(file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    fsyncSync(file);
  } catch (error) {
    if (file !== undefined) unlinkSync(target);
    throw unusableFile(error, path);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function unusableFile(error: unknown, path: string): Error {
  if (error instanceof Unusable || !(error instanceof Error)) return error as Error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const shown = printable(path);
  const words = reasons[code]?.(shown) ?? otherReason(shown, code || error.message);
  return new Unusable(codes[code] ?? 'file-unusable', words, { file: path });
}

const codes: Readonly<Record<string, string>> = { ENOENT: 'file-missing', EEXIST: 'file-exists' };

const reasons: Readonly<Record<string, (path: string) => Words>> = {
  ENOENT: (path) => ({
    en: `There is no file or folder ${path}.`,
    ru: `Файла или папки ${path} нет.`,
  }),
  EEXIST: (path) => ({
    en: `${path} exists already and is not overwritten: give another name, or move it away.`,
    ru: `${path} уже есть и не перезаписывается: укажите другое имя или уберите этот файл.`,
  }),
  EACCES: (path) => ({
    en: `You have no permission for ${path}.`,
    ru: `У вас нет прав на ${path}.`,
  }),
  EISDIR: (path) => ({
    en: `${path} is a folder, but a file is needed here.`,
    ru: `${path} — папка, а здесь нужен файл.`,
  }),
  ENOTDIR: (path) => ({
    en: `${path} does not lead to a file: a part of it is not a folder.`,
    ru: `${path} не ведёт к файлу: часть этого пути — не папка.`,
  }),
  ENOSPC: (path) => ({
    en: `The disk is full: ${path} was not written.`,
    ru: `Диск переполнен: ${path} не записан.`,
  }),
};

function otherReason(path: string, reason: string): Words {
  return { en: `${path} cannot be used: ${reason}.`, ru: `${path} нельзя использовать: ${reason}.` };
}

function notAFile(path: string): Words {
  return { en: `${path} is a device, not a file.`, ru: `${path} — устройство, а не файл.` };
}

function tooLarge(path: string, bytesMax: number): Words {
  const mib = Math.ceil(bytesMax / 1024 / 1024);
  return {
    en: `${path} is larger than ${mib} MiB: it is not what is needed here.`,
    ru: `${path} больше ${mib} МиБ: здесь нужен другой файл.`,
  };
}
