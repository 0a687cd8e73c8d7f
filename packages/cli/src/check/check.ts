import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Fault, parseOrganisation } from '@rapport/measures';
import { playThreads } from '@rapport/notices';
import { parseUtf8 } from '@rapport/record';
import type { Command } from '../command.ts';
import { readGivenFile } from '../io/files.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';

export const check: Command = {
  name: 'check',
  says: { en: "check an organisation's folder", ru: 'проверить папку организации' },
  args: [{ form: '<folder>', says: { en: 'such as organisations/cica', ru: 'например organisations/cica' } }],
  run: async ({ args }, context) => checkFolder(args[0] ?? '', context),
};

function checkFolder(folder: string, context: Context): Outcome {
  const files = readFolder(folder, context);
  const parsed = parseOrganisation(files);
  const { organisation } = parsed;
  const faults = [...parsed.faults, ...playThreads(parsed)];
  const lines = faults.map((fault) => faultLine(folder, fault));
  if (organisation === undefined || faults.length > 0) {
    const count = faults.length;
    lines.push(context.say({ en: `Faults: ${count}.`, ru: `Недостатков: ${count}.` }));
    return { status: 1, lines, json: { folder, faults } };
  }
  const { measures, participants, languages, id } = organisation;
  lines.push(
    context.say({
      en: `${id}: no fault. Measures: ${measures.length}, participants: ${participants.length}, languages: ${languages.join(', ')}.`,
      ru: `${id}: недостатков нет. Мер: ${measures.length}, участников: ${participants.length}, языки: ${languages.join(', ')}.`,
    }),
  );
  const hashes = measures.map(({ id: measure, edition, hash }) => ({ id: measure, edition, hash }));
  return { status: 0, lines, json: { folder, faults: [], organisation: id, measures: hashes } };
}

/** `file:line: what is wrong and what would mend it (code, place)`: editors and terminals jump to it. */
function faultLine(folder: string, { file, line, at, code, sentence }: Fault): string {
  const place = at === '' ? code : `${code}, ${at}`;
  return printable(`${join(folder, file)}:${line ?? 1}: ${sentence} (${place})`);
}

function readFolder(folder: string, context: Context): Map<string, string> {
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
