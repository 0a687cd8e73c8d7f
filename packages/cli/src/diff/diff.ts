import {
  diffMeasures,
  type Measure,
  type MeasureChange,
  type Organisation,
  parseOrganisation,
} from '@rapport/measures';
import type { Command } from '../command.ts';
import { isOrganisationFolder, readOrganisationFiles } from '../io/organisation-folder.ts';
import { type Outcome, Unusable } from '../io/outcome.ts';
import { printable } from '../io/printable.ts';
import type { Context } from '../io/surroundings.ts';
import { sayChange } from './say-change.ts';

export const diff: Command = {
  name: 'diff',
  says: {
    en: 'say what changed between two editions of a measure, or two folders',
    ru: 'показать, чем различаются две редакции меры или две папки организаций',
  },
  args: [
    {
      form: '<folder>',
      says: { en: "an organisation's folder", ru: 'папка организации' },
    },
    {
      form: '<measure-or-folder>',
      says: {
        en: 'a measure, such as exercise-notice or exercise-notice@1; or the newer folder of the organisation',
        ru: 'мера, например exercise-notice или exercise-notice@1; или более новая папка организации',
      },
    },
    {
      form: '[measure]',
      says: {
        en: 'what to compare it with (default: the edition in force)',
        ru: 'с чем сравнить (по умолчанию — с действующей редакцией)',
      },
    },
  ],
  more: {
    en: 'Exit status: 0 no change; 1 there are changes; 2 nothing to compare.',
    ru: 'Код завершения: 0 — различий нет; 1 — есть; 2 — сравнить нечего.',
  },
  run: async ({ args }, context) => {
    const [folder = '', second = '', third] = args;
    if (third === undefined && isOrganisationFolder(context, second))
      return diffFolders(readOrganisation(folder, context), readOrganisation(second, context), context);
    return diffEditions(editionsOf(readSound(folder, second, context), second, third), context);
  },
};

/** An organisation without fault, and which edition of each measure its folder has in force, by id. */
interface Read {
  readonly organisation: Organisation;
  readonly inForce: ReadonlyMap<string, Measure>;
}

/** The organisation whole: where a measure is faulty, what was removed and what cannot be read look alike. */
function readOrganisation(folder: string, context: Context): Read {
  const { whole } = readFolder(folder, context);
  return whole ?? faulty(folder);
}

/** The organisation with the measures that have no fault; that of another measure keeps nobody from comparing. */
function readSound(folder: string, name: string, context: Context): Read {
  const { sound, faultyMeasures } = readFolder(folder, context);
  const [id = ''] = name.split('@');
  return sound === undefined || faultyMeasures.has(id) ? faulty(folder) : sound;
}

interface ReadFolder {
  readonly whole?: Read;
  readonly sound?: Read;
  /** Ids of the measures of which some edition has a fault. */
  readonly faultyMeasures: ReadonlySet<string>;
}

function readFolder(folder: string, context: Context): ReadFolder {
  const files = readOrganisationFiles(folder, context);
  const { organisation, sound, faults } = parseOrganisation(files);
  const read = (found: Organisation): Read => {
    const editions = found.measures.filter(
      ({ id, edition }) => !files.has(`measures/${id}@${edition}/measure.json`),
    );
    return { organisation: found, inForce: new Map(editions.map((measure) => [measure.id, measure])) };
  };
  const part = organisation ?? sound;
  return {
    ...(organisation === undefined ? {} : { whole: read(organisation) }),
    ...(part === undefined ? {} : { sound: read(part) }),
    faultyMeasures: new Set(faults.flatMap(({ file }) => /^measures\/([^/@]+)/.exec(file)?.[1] ?? [])),
  };
}

function faulty(folder: string): never {
  const shown = printable(folder);
  throw new Unusable('folder-faulty', {
    en: `What should be compared has faults in ${shown}: mend what this shows: rapport check ${shown}`,
    ru: `То, что нужно сравнить, в папке ${shown} содержит недостатки: исправьте то, что покажет rapport check ${shown}`,
  });
}

type Pair = readonly [before: Measure, after: Measure];

/** Two editions as they were named; one name stands for a former edition or, without `@`, for the newest of them. */
function editionsOf(read: Read, first: string, second: string | undefined): Pair {
  if (second !== undefined) return [find(read, first), find(read, second)];
  if (first.includes('@')) return [find(read, first), find(read, first.split('@')[0] ?? '')];
  const now = find(read, first);
  const former = read.organisation.measures
    .filter(({ id, edition }) => id === now.id && edition !== now.edition)
    .toSorted((a, b) => a.edition.localeCompare(b.edition, 'en', { numeric: true }))
    .at(-1);
  if (former !== undefined) return [former, now];
  const shown = printable(first);
  throw new Unusable('edition-missing', {
    en: `${shown} has one edition only, so there is nothing to compare it with: former ones stand in measures/${shown}@<edition>.`,
    ru: `У меры ${shown} только одна редакция, сравнить её не с чем: прежние хранятся в measures/${shown}@<редакция>.`,
  });
}

function find({ organisation, inForce }: Read, name: string): Measure {
  const [id = '', edition] = name.split('@');
  const found =
    edition === undefined
      ? inForce.get(id)
      : organisation.measures.find((one) => one.id === id && one.edition === edition);
  if (found !== undefined) return found;
  const known = organisation.measures.filter((one) => one.id === id).map((one) => `${id}@${one.edition}`);
  const names = known.length > 0 ? known : [...inForce.keys()];
  const [shown, there] = [printable(name), names.sort().map(printable).join(', ')];
  throw new Unusable('measure-unknown', {
    en: `The folder has neither a measure nor a folder of this name: ${shown}. It has: ${there}.`,
    ru: `Нет ни меры, ни папки с таким именем: ${shown}. Есть: ${there}.`,
  });
}

interface Compared {
  readonly code: 'measure-added' | 'measure-removed' | 'measure-changed';
  readonly measure: string;
  readonly changes?: readonly MeasureChange[];
  readonly lines: readonly string[];
}

function compare(before: Measure, after: Measure, context: Context): Compared {
  const changes = diffMeasures(before, after);
  const sides = { before, after, language: context.language };
  const name =
    before.id === after.id && before.edition === after.edition
      ? `${after.id}@${after.edition}`
      : `${before.id}@${before.edition} → ${after.id}@${after.edition}`;
  const lines =
    changes.length === 0
      ? []
      : [printable(name), ...changes.map((change) => `  ${sayChange(change, sides)}`)];
  return { code: 'measure-changed', measure: after.id, changes, lines };
}

function diffEditions([before, after]: Pair, context: Context): Outcome {
  const { changes = [], lines } = compare(before, after, context);
  const [old, now] = [before, after].map(({ id, edition, hash }) => ({ id, edition, hash }));
  const json = { before: old, after: now, changes };
  if (changes.length === 0) return { status: 0, lines: [noChange(context)], json };
  return { status: 1, lines: [...lines, countLine(changes.length, context)], json };
}

function diffFolders(before: Read, after: Read, context: Context): Outcome {
  const ids = [...new Set([...before.inForce.keys(), ...after.inForce.keys()])].sort();
  const measures = ids.flatMap((id) =>
    compareMeasure(before.inForce.get(id), after.inForce.get(id), context),
  );
  const json = { measures: measures.map(({ code, measure, changes }) => ({ code, measure, changes })) };
  if (measures.length === 0) return { status: 0, lines: [noChange(context)], json };
  const count = measures.length;
  const last = context.say({ en: `Measures that differ: ${count}.`, ru: `Различаются мер: ${count}.` });
  return { status: 1, lines: [...measures.flatMap(({ lines }) => lines), last], json };
}

function compareMeasure(
  before: Measure | undefined,
  after: Measure | undefined,
  context: Context,
): Compared[] {
  if (before !== undefined && after !== undefined) {
    const compared = compare(before, after, context);
    return compared.lines.length === 0 ? [] : [compared];
  }
  const measure = before ?? after;
  if (measure === undefined) return [];
  const { id, edition, wording } = measure;
  const title = (wording[context.language] ?? Object.values(wording)[0])?.title ?? '';
  const name = printable(`${id}@${edition}: ${title}`);
  return before === undefined
    ? [
        {
          code: 'measure-added',
          measure: id,
          lines: [context.say({ en: `Measure added: ${name}`, ru: `Добавлена мера ${name}` })],
        },
      ]
    : [
        {
          code: 'measure-removed',
          measure: id,
          lines: [context.say({ en: `Measure removed: ${name}`, ru: `Исключена мера ${name}` })],
        },
      ];
}

function noChange({ say }: Context): string {
  return say({ en: 'No change.', ru: 'Различий нет.' });
}

function countLine(count: number, { say }: Context): string {
  return say({ en: `Changes: ${count}.`, ru: `Различий: ${count}.` });
}
