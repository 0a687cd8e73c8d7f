import type { Measure } from '@rapport/measures';
import { newestOf, threadState, valueAt } from '@rapport/notices';
import { infiniteQueryOptions, useSuspenseInfiniteQuery, useSuspenseQueries } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { measureQuery } from '../exchange/queries.ts';

/** A thread as the views of a measure show it: under the edition that it was opened with. */
export interface ThreadRow {
  readonly opening: Letter;
  readonly letters: readonly Letter[];
  readonly measure: Measure;
  readonly state: string;
}

const threadsQuery = (measure: string) =>
  infiniteQueryOptions({
    queryKey: ['measure-threads', measure],
    queryFn: ({ pageParam }) =>
      client.measureThreads(measure, pageParam === undefined ? {} : { before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });

/** The threads of a measure that the reader may see, those opened last first. */
export function useThreads(measure: string) {
  const query = useSuspenseInfiniteQuery(threadsQuery(measure));
  const all = query.data.pages.flatMap(({ threads }) => threads.map(({ notices }) => readLetters(notices)));
  const editions = [...new Set(all.flatMap(([opening]) => opening?.notice.measure.edition ?? []))];
  const found = useSuspenseQueries({ queries: editions.map((edition) => measureQuery(measure, edition)) });
  const rows = all.flatMap((letters) =>
    rowOf(
      letters,
      found.map(({ data }) => data),
    ),
  );
  return { rows, more: query.hasNextPage ? () => void query.fetchNextPage() : undefined };
}

function rowOf(letters: readonly Letter[], editions: readonly Measure[]): ThreadRow[] {
  const opening = letters[0];
  const measure = editions.find(({ hash }) => hash === opening?.notice.measure.hash);
  if (opening === undefined || measure === undefined) return [];
  return [{ opening, letters, measure, state: threadState(measure, letters) ?? '' }];
}

/** What the opening of a thread says at a pointer, as it was last corrected. */
export function saidAt({ opening, letters, measure }: ThreadRow, pointer: string): unknown {
  const chain = newestOf(opening, measure, letters);
  return chain.map(({ notice }) => valueAt(notice.answers, pointer)).findLast((said) => said !== undefined);
}

/** The notice with the newest words of a thread's opening. */
export function newestWords({ opening, letters, measure }: ThreadRow): Letter {
  const newest = newestOf(opening, measure, letters).at(-1);
  return letters.find(({ id }) => id === newest?.id) ?? opening;
}
