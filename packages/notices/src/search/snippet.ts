import type { SearchTerm } from './parse-search.ts';
import { wordsOf } from './words.ts';

/** A piece of a text; `isHit` where it is what was looked for. Plain text, never markup. */
export interface SnippetPart {
  readonly text: string;
  readonly isHit: boolean;
}

const lengthMax = 220;

/**
 * The place of a text that says what was looked for, with a little on either side.
 *
 * @param forms - words looked for (`soughtForms`), and the stems by which others were found
 * @returns `undefined` where none of them is in it
 */
export function snippetOf(text: string, forms: readonly string[]): SnippetPart[] | undefined {
  const hits = wordsOf(text).filter(({ form }) => forms.some((sought) => isOne(form, sought)));
  const [first] = hits;
  if (first === undefined) return undefined;
  const from = cutFrom(text, first.from);
  const until = cutUntil(text, from);
  const parts: SnippetPart[] = from > 0 ? [{ text: '… ', isHit: false }] : [];
  let last = from;
  for (const hit of hits) {
    if (hit.from < last || hit.until > until) continue;
    if (hit.from > last) parts.push({ text: text.slice(last, hit.from), isHit: false });
    const before = parts.at(-1);
    const isJoined = before?.isHit === true && hit.from === last;
    if (isJoined) parts.splice(-1, 1, { text: before.text + text.slice(hit.from, hit.until), isHit: true });
    else parts.push({ text: text.slice(hit.from, hit.until), isHit: true });
    last = hit.until;
  }
  if (until > last) parts.push({ text: text.slice(last, until), isHit: false });
  if (until < text.length) parts.push({ text: ' …', isHit: false });
  return parts;
}

/** What is looked for, word by word; what is not wanted left out. */
export function soughtForms(terms: readonly SearchTerm[]): string[] {
  return terms
    .filter(({ isUnwanted, kind }) => !isUnwanted && kind !== 'reference')
    .flatMap(({ forms }) => forms);
}

/** Another ending of the same word counts, another word that begins alike does not. */
function isOne(form: string, sought: string): boolean {
  return (
    form === sought || (sought.length >= 3 && form.startsWith(sought) && form.length - sought.length <= 5)
  );
}

function cutFrom(text: string, hit: number): number {
  if (hit < lengthMax / 3) return 0;
  const space = text.indexOf(' ', hit - lengthMax / 3);
  return space === -1 || space >= hit ? hit : space + 1;
}

function cutUntil(text: string, from: number): number {
  if (text.length - from <= lengthMax) return text.length;
  const space = text.lastIndexOf(' ', from + lengthMax);
  return space > from ? space : from + lengthMax;
}
