import { existsSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parseUtf8 } from '@rapport/record';
import { readGivenFile } from './files.ts';
import { Unusable } from './outcome.ts';
import { printable } from './printable.ts';
import type { Context, Surroundings } from './surroundings.ts';

/** Whether a folder that a person named is an organisation's. */
export function isOrganisationFolder({ folder }: Surroundings, path: string): boolean {
  return existsSync(resolve(folder, path, 'organisation.json'));
}

/**
 * The text of every JSON file of an organisation's folder, by its path in it; not trusted.
 *
 * @throws Unusable where the folder cannot be read
 */
export function readOrganisationFiles(folder: string, context: Context): Map<string, string> {
  const names = listFolder(resolve(context.folder, folder), folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.split(sep).join('/'), readText(join(folder, name), context)]));
}

function listFolder(path: string, folder: string): string[] {
  try {
    return readdirSync(path, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    const shown = printable(folder);
    throw new Unusable('folder-missing', {
      en: `There is no folder ${shown} that can be read (${(cause as NodeJS.ErrnoException).code}).`,
      ru: `Нет папки ${shown}, которую можно прочесть (${(cause as NodeJS.ErrnoException).code}).`,
    });
  }
}

/** What is not UTF-8 is no JSON either: the empty text then says so, in its place. */
function readText(path: string, context: Context): string {
  return parseUtf8(readGivenFile(context, path)) ?? '\u0000';
}
