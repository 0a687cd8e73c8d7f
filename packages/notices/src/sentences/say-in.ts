import type { SentenceCode, SentenceTable } from './sentence-table.ts';

/**
 * Says a finding in the words of one table.
 *
 * @param detail - of the finding; untrusted. It is put in as it stands: the result is text, never markup
 */
export function sayIn({ sentences, words }: SentenceTable, code: SentenceCode, detail?: string): string {
  const sentence = sentences[code];
  if (detail === undefined) return sentence.replace(/\[[^\]]*\]/g, '');
  const names = words[code] ?? {};
  const said = Object.hasOwn(names, detail) ? (names[detail] ?? detail) : detail;
  return sentence.replace(/[[\]]/g, '').replace('{detail}', () => said);
}
