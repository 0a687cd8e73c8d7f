import {
  formatCount,
  formatDay,
  formatInstant,
  type Organisation,
  type Saying,
  type Wordings,
} from '@rapport/measures';
import type { PrintLanguage } from './print-language.ts';
import type { PrintWords } from './print-words.ts';
import { printWords } from './print-words.ts';

/** What the organisation's folder calls things, in one language of a print. */
export interface PrintNames {
  readonly language: PrintLanguage;
  readonly words: PrintWords;
  readonly pick: <T>(wordings: Readonly<Record<string, T>>) => T | undefined;
  /** A state or body by its code; `inSentence` with the article that its name takes there. */
  readonly participant: (code: string, inSentence?: 'inSentence') => string;
  /** Names by the alphabet of the language. */
  readonly sorted: (codes: readonly string[]) => string[];
  readonly office: (office: string) => string;
  readonly organisation: string;
  readonly abbreviation: string;
  readonly list: (names: readonly string[]) => string;
  readonly entry: (list: string, code: string) => string;
}

/** The names of an organisation in a language that it has; a name that lacks it stands in the first there is. */
export function printNames(organisation: Organisation, language: PrintLanguage): PrintNames {
  const words = printWords(language);
  const pick = <T>(wordings: Readonly<Record<string, T>>): T | undefined =>
    wordings[language] ?? wordings['en'] ?? Object.values(wordings)[0];
  const found = new Map(organisation.participants.map(({ code, name }) => [code, pick(name) ?? code]));
  const participant = (code: string, inSentence?: 'inSentence'): string => {
    const name = found.get(code) ?? code;
    const takesArticle = inSentence !== undefined && words.article?.before.test(name) === true;
    return takesArticle ? `${words.article?.article}${name}` : name;
  };
  const order = new Intl.Collator(language);
  const entries = entryNames(organisation, pick);
  return {
    language,
    words,
    pick,
    participant,
    sorted: (codes) => [...codes].sort((a, b) => order.compare(participant(a), participant(b))),
    office: (office) => words.offices[office] ?? office.replaceAll('-', ' '),
    organisation: pick(organisation.name) ?? organisation.id,
    abbreviation: pick(organisation.abbreviation) ?? organisation.id,
    list: (names) =>
      new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(names),
    entry: (list, code) => entries.get(list)?.get(code) ?? code,
  };
}

/** What the codes of each list are called; those that are numbers with the number before. */
function entryNames(
  organisation: Organisation,
  pick: (wordings: Wordings) => string | undefined,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const named = (items: readonly { id: string; name: Wordings }[]) =>
    items.map((one) => [one.id, one.name] as const);
  const lists: [string, (readonly [string, Wordings])[]][] = [
    ...organisation.lists.map(({ id, entries }): [string, (readonly [string, Wordings])[]] => [
      id,
      entries.map(({ code, name }) => [code, name] as const),
    ]),
    ['participants', organisation.participants.map(({ code, name }) => [code, name] as const)],
    ['bodies', named(organisation.bodies)],
    ['dimensions', named(organisation.dimensions)],
    ['areas', named(organisation.dimensions.flatMap(({ areas }) => areas))],
    ['catalogue', organisation.catalogue.map(({ id, title }) => [id, title] as const)],
    ['measures', organisation.measures.map(({ id, wording }) => [id, titlesOf(wording)] as const)],
  ];
  return new Map(
    lists.map(([id, entries]) => [
      id,
      new Map(entries.map(([code, name]) => [code, numbered(code, pick(name) ?? code)])),
    ]),
  );
}

function titlesOf(wording: Readonly<Record<string, { readonly title: string }>>): Wordings {
  return Object.fromEntries(Object.entries(wording).map(([language, { title }]) => [language, title]));
}

function numbered(code: string, name: string): string {
  return /^([0-9]+(\.[0-9a-z]+)*|[IVX]+)$/.test(code) ? `${code} ${name}` : name;
}

/** How the answers of a notice are said in a language. @param files - its attachments */
export function sayingOf(
  names: PrintNames,
  files: readonly { readonly sha256: string; readonly name: string }[],
): Saying {
  const { language, words } = names;
  return {
    participant: (code) => names.participant(code),
    entry: names.entry,
    file: (hash) => files.find(({ sha256 }) => sha256 === hash)?.name ?? hash,
    day: (day) => formatDay(day, language),
    instant: (at) => formatInstant(at, language, 'UTC'),
    count: (count) => formatCount(count, language),
    yes: words.labels.yes,
    no: words.labels.no,
  };
}
