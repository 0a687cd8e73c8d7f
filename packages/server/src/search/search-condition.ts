import type { Organisation } from '@rapport/measures';
import { formOf, type Reader, type SearchTerm, wordsOf } from '@rapport/notices';
import type { Queryable } from '../db/connect.ts';
import { lexemes } from './lexemes.ts';
import { quoted } from './words-of-notice.ts';

/** What is looked for, besides what the reader may see. */
export interface Sought {
  readonly terms: readonly SearchTerm[];
  readonly measures?: readonly string[];
  readonly participant?: string;
  readonly box: 'received' | 'sent' | 'all';
  /** Set where words are looked for as beginnings of words, too. */
  readonly isWide?: boolean;
}

/** The words under which measures and participants are known, in every language of the organisation. */
export type KnownNames = ReadonlyMap<string, readonly string[]>;

/** By word: what it may name, as words of the index. */
export function knownNames(organisation: Organisation): KnownNames {
  const named = new Map<string, string[]>();
  const add = (text: string, own: readonly string[]): void => {
    for (const { form } of wordsOf(text)) named.set(form, [...new Set([...(named.get(form) ?? []), ...own])]);
  };
  for (const { code, name } of organisation.participants)
    for (const text of [code, ...Object.values(name)]) add(text, [lexemes.by(code), lexemes.about(code)]);
  for (const { id, wording } of organisation.measures)
    for (const { title } of Object.values(wording)) add(title, [lexemes.measure(id)]);
  return named;
}

/** What a word is looked for as: its stem, or nothing of its own where it is too frequent to say anything. */
export type Stems = ReadonlyMap<string, string | undefined>;

/** The stems of words, as the index has them. */
export async function readStems(tx: Queryable, forms: readonly string[]): Promise<Stems> {
  if (forms.length === 0) return new Map();
  const { rows } = await tx.query<{ form: string; stem: string | null }>({
    name: 'search-stems',
    text: 'select form, search_stem(form) as stem from unnest($1::text[]) form',
    values: [[...new Set(forms)]],
  });
  return new Map(rows.map(({ form, stem }) => [form, stem ?? undefined]));
}

/**
 * A `tsquery` of all that is looked for among what the reader may see; `undefined` where nothing is. The public sees what
 * is for all.
 */
export function searchCondition(
  reader: Reader,
  sought: Sought,
  names: KnownNames,
  stems: Stems,
): string | undefined {
  const { terms, measures, participant, box } = sought;
  const isOfRegister = measures !== undefined || terms.some(({ kind }) => kind === 'reference');
  const parts = [
    ...wanted(sought, names, stems),
    ...(measures === undefined ? [] : [anyOf(measures.map(lexemes.measure))]),
    ...(participant === undefined ? [] : [anyOf([lexemes.by(participant), lexemes.about(participant)])]),
  ];
  if (parts.length === 0 && box === 'all') return undefined;
  return [...parts, ...(isOfRegister ? [] : [quoted(lexemes.listed)]), ...seenBy(reader, box)].join(' & ');
}

function seenBy(reader: Reader, box: Sought['box']): string[] {
  if (reader === 'public') return [quoted(box === 'sent' ? lexemes.by('') : lexemes.all)];
  const own = lexemes.by(reader.participant);
  if (box === 'sent') return [quoted(own)];
  const received = anyOf([lexemes.many, lexemes.to(reader.participant), ...(box === 'all' ? [own] : [])]);
  return box === 'all' ? [received] : [received, `!${quoted(own)}`];
}

/** Frequent words that say nothing are asked for only where there is nothing else. */
function wanted({ terms, isWide = false }: Sought, names: KnownNames, stems: Stems): string[] {
  const isTelling = (form: string): boolean => stems.get(form) !== undefined || !isFrequent(form, stems);
  const hasTelling = terms.some(
    ({ kind, forms, isUnwanted }) => !isUnwanted && (kind !== 'words' || forms.some(isTelling)),
  );
  return terms.flatMap((term) => {
    const forms = term.kind === 'words' && hasTelling ? term.forms.filter(isTelling) : term.forms;
    if (forms.length === 0) return [];
    const text = termText({ ...term, forms }, names, stems, isWide);
    return [term.isUnwanted ? `!(${text})` : `(${text})`];
  });
}

function termText({ kind, forms }: SearchTerm, names: KnownNames, stems: Stems, isWide: boolean): string {
  const [first = ''] = forms;
  if (kind === 'reference') return quoted(lexemes.reference(first));
  if (kind === 'phrase') return forms.map(quoted).join(' <-> ');
  if (kind === 'beginning')
    return [`${quoted(first)}:*`, ...namedBy(first, names, true).map(quoted)].join(' | ');
  return forms.map((form) => `(${wordText(form, names, stems, isWide)})`).join(' & ');
}

function wordText(form: string, names: KnownNames, stems: Stems, isWide: boolean): string {
  const stem = stems.get(form);
  const isSign = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(form);
  const isBegun = isSign || (isWide && form.length >= 3);
  const own = [
    isBegun ? `${quoted(form)}:*` : quoted(form),
    ...(stem === undefined || stem === form ? [] : [quoted(stem)]),
  ];
  return [...own, ...namedBy(form, names, isWide).map(quoted)].join(' | ');
}

function namedBy(form: string, names: KnownNames, isBeginning: boolean): string[] {
  if (!isBeginning) return [...(names.get(form) ?? [])];
  const found = [...names].filter(([name]) => name.startsWith(form)).flatMap(([, own]) => own);
  return [...new Set(found)];
}

/** A word in a script whose stems are known, and that has none. */
function isFrequent(form: string, stems: Stems): boolean {
  return stems.has(form) && /^[a-z\u0430-\u052f\u0620-\u06ff]/.test(formOf(form));
}

function anyOf(words: readonly string[]): string {
  return `(${words.map(quoted).join(' | ')})`;
}
