import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Dimension, type Organisation, parseOrganisation } from '@rapport/measures';
import { playThreads } from '@rapport/notices';
import { faultLine } from '../check/fault-line.ts';
import type { Command } from '../command.ts';
import { isOrganisationFolder, readOrganisationFiles } from '../io/organisation-folder.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { startOfMeasure } from './start-of-measure.ts';

export const newMeasure: Command = {
  name: 'new measure',
  says: { en: 'begin a measure that works at once', ru: 'начать новую меру, сразу рабочую' },
  args: [
    { form: '<id>', says: { en: 'its id, such as river-festival', ru: 'её имя, например river-festival' } },
  ],
  options: [
    {
      flags: '--folder <folder>',
      says: {
        en: "the organisation's folder (default: this one, or the only one in organisations)",
        ru: 'папка организации (по умолчанию эта либо единственная в organisations)',
      },
    },
    {
      flags: '--area <id>',
      says: {
        en: 'area it belongs to (default: the first of dimensions.json)',
        ru: 'направление, к которому она относится (по умолчанию первое из dimensions.json)',
      },
    },
  ],
  run: async ({ args, text }, context) => {
    const folder = text('folder') ?? onlyFolder(context);
    return begin(folder, args[0] ?? '', text('area'), context);
  },
};

function begin(folder: string, id: string, area: string | undefined, context: Context): Outcome {
  const files = readOrganisationFiles(folder, context);
  refuseId(id, files);
  const organisation = readSound(folder, files);
  const { languages, dimensions } = organisation;
  const start = startOfMeasure({ id, languages, ...placeOf(dimensions, area) });
  const texts = [...start].map(([name, value]) => [name, `${JSON.stringify(value, null, 2)}\n`] as const);
  for (const [name, text] of texts) files.set(`measures/${id}/${name}`, text);
  const parsed = parseOrganisation(files);
  const faults = [...parsed.faults, ...playThreads(parsed)].filter(({ file }) =>
    file.startsWith(`measures/${id}/`),
  );
  if (faults.length > 0) {
    const lines = faults.map((fault) => faultLine(folder, fault, context));
    return { status: 1, lines, json: { folder, faults } };
  }
  writeAll(resolve(context.folder, folder), id, texts);
  return {
    status: 0,
    lines: report(folder, id, texts, languages, context),
    json: { folder, id, files: [...start.keys()] },
  };
}

function refuseId(id: string, files: ReadonlyMap<string, string>): void {
  const shown = printable(id);
  if (id.length > 64 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Unusable('id-invalid', {
      en: `${shown} is no id: it has small letters, digits and single hyphens, begins with a letter and has 64 characters at most, such as river-festival.`,
      ru: `${shown} не годится как имя: нужны строчные латинские буквы, цифры и одиночные дефисы, первой буква, не длиннее 64 знаков, например river-festival.`,
    });
  if (
    [...files.keys()].some((file) => file.startsWith(`measures/${id}/`) || file.startsWith(`measures/${id}@`))
  )
    throw new Unusable('measure-exists', {
      en: `The organisation has a measure ${shown} already: choose another id.`,
      ru: `Мера ${shown} у организации уже есть: выберите другое имя.`,
    });
}

/** The organisation, with whichever of its measures are without fault. */
function readSound(folder: string, files: ReadonlyMap<string, string>): Organisation {
  const { organisation, sound, faults } = parseOrganisation(files);
  const usable = organisation ?? sound;
  if (usable !== undefined) return usable;
  const shown = printable(folder);
  throw new Unusable('folder-faulty', {
    en: `${shown} has faults (${faults.length}): mend the organisation's own files first: rapport check ${shown}`,
    ru: `В папке ${shown} есть недостатки (${faults.length}): сначала исправьте файлы самой организации: rapport check ${shown}`,
  });
}

function placeOf(
  dimensions: readonly Dimension[],
  wanted: string | undefined,
): { dimension: string; area: string } {
  const places = dimensions.flatMap(({ id, areas }) =>
    areas.map((area) => ({ dimension: id, area: area.id })),
  );
  const found = places.find(({ area }) => wanted === undefined || area === wanted);
  if (found !== undefined) return found;
  if (wanted === undefined) return { dimension: 'organisation', area: 'organisation' };
  const [shown, known] = [printable(wanted), places.map(({ area }) => area).join(', ')];
  throw new Unusable('area-unknown', {
    en: `${shown} is no area of the organisation. It has: ${known}.`,
    ru: `Направления ${shown} у организации нет. Есть: ${known}.`,
  });
}

/** All files or none: they are written beside, and take their place in one move. */
function writeAll(folder: string, id: string, texts: readonly (readonly [string, string])[]): void {
  const measures = join(folder, 'measures');
  let draft: string | undefined;
  try {
    mkdirSync(measures, { recursive: true });
    draft = mkdtempSync(join(measures, '.new-'));
    const whole = join(draft, id);
    for (const [name, text] of texts) {
      mkdirSync(dirname(join(whole, name)), { recursive: true });
      writeFileSync(join(whole, name), text, { flag: 'wx' });
    }
    renameSync(whole, join(measures, id));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new Unusable('file-unusable', {
      en: `The folder ${printable(join(measures, id))} cannot be written (${code}): nothing was made.`,
      ru: `Записать папку ${printable(join(measures, id))} нельзя (${code}): ничего не создано.`,
    });
  } finally {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
  }
}

function onlyFolder(context: Context): string {
  if (isOrganisationFolder(context, '.')) return '.';
  const found = foldersIn(resolve(context.folder, 'organisations'))
    .map((name) => join('organisations', name))
    .filter((path) => isOrganisationFolder(context, path));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Unusable('folder-missing', {
    en: 'Which organisation? Name its folder: --folder organisations/<organisation>',
    ru: 'В какой организации? Укажите её папку: --folder organisations/<организация>',
  });
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function report(
  folder: string,
  id: string,
  texts: readonly (readonly [string, string])[],
  languages: readonly string[],
  { say }: Context,
): string[] {
  const measure = printable(join(folder, 'measures', id));
  const foreign = languages.filter((language) => !['en', 'ru'].includes(language.split('-')[0] ?? ''));
  return [
    ...texts.map(([name]) => join(measure, name)),
    ...(foreign.length === 0
      ? []
      : [
          say({
            en: `Texts in English, to be translated: ${foreign.join(', ')}.`,
            ru: `Тексты пока на английском, их нужно перевести: ${foreign.join(', ')}.`,
          }),
        ]),
    say({
      en: `It works as it stands. Change it to what you need, and look at it again: rapport check ${measure}`,
      ru: `Мера уже рабочая. Измените её под свои нужды и проверяйте: rapport check ${measure}`,
    }),
  ];
}
