import { loadSentences, type SentenceCode, type SentenceTable, sayIn } from '@rapport/notices';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWords } from './use-words.ts';

/** What the rules say of findings and checks: one language of it is fetched, when a page first needs it. */
const sentencesQuery = (language: string) =>
  queryOptions({
    queryKey: ['sentences', language],
    queryFn: () => loadSentences(language),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How the rules speak in the language shown. */
export interface Sentences {
  /** @param detail - of the finding; untrusted, and put in as text */
  readonly say: (code: SentenceCode, detail?: string) => string;
  readonly checks: SentenceTable['checks'];
}

export function useSentences(): Sentences {
  const { language } = useWords();
  const table = useSuspenseQuery(sentencesQuery(language)).data;
  return useMemo(
    () => ({ say: (code, detail) => sayIn(table, code, detail), checks: table.checks }),
    [table],
  );
}
