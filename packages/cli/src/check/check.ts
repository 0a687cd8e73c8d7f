import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Fault, type ParsedOrganisation, parseOrganisation } from '@rapport/measures';
import { playThreads } from '@rapport/notices';
import type { Command } from '../command.ts';
import { isOrganisationFolder, readOrganisationFiles } from '../io/organisation-folder.ts';
import type { Outcome } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { faultLine, languageLacking } from './fault-line.ts';

export const check: Command = {
  name: 'check',
  says: {
    en: "check an organisation's folder, or a part of it",
    ru: 'проверить папку организации или её часть',
  },
  args: [
    {
      form: '<folder>',
      says: {
        en: "such as organisations/cica; or a measure's folder, the folder of lists or a file in it: its faults alone are shown",
        ru: 'например organisations/cica; или папка меры, папка списков либо файл в ней: тогда показаны только их недостатки',
      },
    },
  ],
  run: async ({ args }, context) => checkFolder(args[0] ?? '', context),
};

/** What was asked about: an organisation's folder and the path in it, empty for all of it. */
interface Asked {
  readonly folder: string;
  readonly part: string;
}

function checkFolder(path: string, context: Context): Outcome {
  const { folder, part } = findOrganisation(path, context);
  const parsed = parseOrganisation(readOrganisationFiles(folder, context));
  const all = [...parsed.faults, ...playThreads(parsed)];
  const faults = all.filter(({ file }) => isWithin(file, part));
  const lines = faults.map((fault) => faultLine(folder, fault, context));
  lines.push(...summary(faults, context));
  if (part !== '')
    return partOutcome(folder, part, parsed, faults, all.length - faults.length, lines, context);
  if (parsed.organisation === undefined || faults.length > 0)
    return { status: 1, lines, json: { folder, faults } };
  const { measures, participants, languages, id } = parsed.organisation;
  lines.push(
    context.say({
      en: `${id}: no fault. Measures: ${measures.length}, participants: ${participants.length}, languages: ${languages.join(', ')}.`,
      ru: `${id}: недостатков нет. Мер: ${measures.length}, участников: ${participants.length}, языки: ${languages.join(', ')}.`,
    }),
  );
  const hashes = measures.map(({ id: measure, edition, hash }) => ({ id: measure, edition, hash }));
  return { status: 0, lines, json: { folder, faults: [], organisation: id, measures: hashes } };
}

/** The nearest folder upwards that is an organisation's, or else the path itself. */
function findOrganisation(path: string, context: Context): Asked {
  const whole = resolve(context.folder, path);
  for (let [at, shown] = [whole, path]; existsSync(whole); ) {
    if (isOrganisationFolder(context, at))
      return { folder: shown, part: relative(at, whole).split(sep).join('/') };
    const above = dirname(at);
    if (above === at) break;
    shown = shown === '.' || shown.endsWith('..') ? join(shown, '..') : dirname(shown);
    at = above;
  }
  return { folder: path, part: '' };
}

function isWithin(file: string, part: string): boolean {
  return part === '' || file === part || file.startsWith(`${part}/`);
}

function summary(faults: readonly Fault[], { say }: Context): string[] {
  if (faults.length === 0) return [];
  const lacking = faults.flatMap((fault) => languageLacking(fault) ?? []);
  const counts = [...new Set(lacking)].map(
    (language) => `${language} ${lacking.filter((one) => one === language).length}`,
  );
  const missing = counts.join(', ');
  const [count, shown] = [faults.length, printable(missing)];
  return [
    ...(missing === ''
      ? []
      : [say({ en: `Missing translations: ${shown}.`, ru: `Нет переводов: ${shown}.` })]),
    say({ en: `Faults: ${count}.`, ru: `Недостатков: ${count}.` }),
  ];
}

function partOutcome(
  folder: string,
  part: string,
  parsed: ParsedOrganisation,
  faults: readonly Fault[],
  elsewhere: number,
  lines: string[],
  { say }: Context,
): Outcome {
  const [shown, where] = [printable(part), printable(folder)];
  // Worked threads are played in an organisation without fault: a part that was not played is not known to be sound.
  const isPlayed = (parsed.organisation ?? parsed.sound) !== undefined;
  if (faults.length === 0 && isPlayed)
    lines.push(say({ en: `${shown}: no fault.`, ru: `${shown}: недостатков нет.` }));
  if (elsewhere > 0)
    lines.push(
      say({
        en: `Faults elsewhere in ${where}: ${elsewhere}.`,
        ru: `В остальной части ${where} недостатков: ${elsewhere}.`,
      }),
    );
  if (!isPlayed)
    lines.push(
      say({
        en: `Until the organisation's own files are mended, worked threads cannot be played: rapport check ${where}`,
        ru: `Пока файлы самой организации не исправлены, переписки не разыгрываются: rapport check ${where}`,
      }),
    );
  const isSound = faults.length === 0 && isPlayed;
  return { status: isSound ? 0 : 1, lines, json: { folder, part, faults, elsewhere } };
}
