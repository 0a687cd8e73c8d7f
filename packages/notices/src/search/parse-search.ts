import { wordsOf } from './words.ts';

/** One thing that is looked for. All words of one have to be there; of a phrase, one after the other. */
export interface SearchTerm {
  readonly kind: 'words' | 'phrase' | 'beginning' | 'reference';
  /** Forms of words (`formOf`); of a reference `series/participant/year/number`, alone. */
  readonly forms: readonly string[];
  /** Set where a notice with it is not wanted. */
  readonly isUnwanted: boolean;
}

/** The most characters and words that are looked for at once. */
export const searchLengthMax = 300;
export const searchWordsMax = 20;

/**
 * What somebody typed, read as people mean it: words, "a phrase", -unwanted, begin*, or a reference. Whatever else is in
 * it means nothing and is no mistake.
 *
 * @returns terms with twenty words at most, those typed first
 */
export function parseSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let room = searchWordsMax;
  for (const { 1: minus, 2: quoted, 3: bare = '' } of text.slice(0, searchLengthMax).matchAll(part)) {
    const term = termOf(quoted, bare);
    const forms = term.forms.slice(0, room);
    room -= forms.length;
    if (forms.length > 0) terms.push({ ...term, forms, isUnwanted: minus !== undefined });
  }
  return terms;
}

/** A minus counts at the beginning of a word only; quotes of every language are quotes. */
const part = /(?:(?<=^|\s)([-−–]))?(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+))/gu;

function termOf(quoted: string | undefined, bare: string): Omit<SearchTerm, 'isUnwanted'> {
  if (quoted !== undefined) {
    const reference = referenceIn(quoted.trim());
    return reference === undefined
      ? { kind: 'phrase', forms: formsOf(quoted) }
      : { kind: 'reference', forms: [reference] };
  }
  const reference = referenceIn(bare);
  if (reference !== undefined) return { kind: 'reference', forms: [reference] };
  const forms = formsOf(bare);
  const isBeginning = bare.endsWith('*') && forms.length === 1 && (forms[0]?.length ?? 0) >= 2;
  return { kind: isBeginning ? 'beginning' : 'words', forms };
}

function formsOf(text: string): string[] {
  return wordsOf(text).map(({ form }) => form);
}

/** A reference, whole or without the organisation, with or without leading zeros. */
function referenceIn(text: string): string | undefined {
  const found = /^(?:[\p{L}\p{N}-]{1,20}\/)?(NOT|REG)\/([A-Z0-9-]{1,12})\/(\d{4})\/(\d{1,9})[.,;]?$/iu.exec(
    text,
  );
  if (found === null) return undefined;
  const [, series = '', participant = '', year = '', number = ''] = found;
  return referenceForm(series, participant, Number(year), Number(number));
}

/** How a reference is searched. */
export function referenceForm(series: string, participant: string, year: number, number: number): string {
  return `${series}/${participant}/${year}/${number}`.toUpperCase();
}
