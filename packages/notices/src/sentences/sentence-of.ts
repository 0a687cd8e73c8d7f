import type { CheckId } from '../proof-outcome.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { sayIn } from './say-in.ts';
import type { SentenceCode, SentenceTable } from './sentence-table.ts';

const tables: ReadonlyMap<string, SentenceTable> = new Map([
  ['en', en],
  ['ru', ru],
]);

/** The table of a language tag, of its first part (`ru-RU`: `ru`), or English. */
function tableOf(language: string): SentenceTable {
  const tag = language.toLowerCase();
  return tables.get(tag) ?? tables.get(tag.split('-')[0] ?? tag) ?? en;
}

/**
 * Says a finding in a person's words: what is wrong, and what to do.
 *
 * @param language - BCP 47 tag; one that has no table is answered in English
 * @param detail - of the finding; untrusted. It is put in as it stands: the result is text, never markup
 */
export function sentenceOf(language: string, code: SentenceCode, detail?: string): string {
  return sayIn(tableOf(language), code, detail);
}

/** Says what a check of a proof file makes sure of, as a statement that holds where it passed. */
export function checkTitleOf(language: string, check: CheckId): string {
  return tableOf(language).checks[check];
}
