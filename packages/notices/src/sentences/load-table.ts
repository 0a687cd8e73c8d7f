import type { SentenceTable } from './sentence-table.ts';

/** The table of one language alone: for a page that has to come over a slow line. Another tag gives English. */
export async function loadSentences(language: string): Promise<SentenceTable> {
  return language === 'ru' ? (await import('./ru.ts')).ru : (await import('./en.ts')).en;
}
