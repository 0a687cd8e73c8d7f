import type { ClockItemsQuery } from '@rapport/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';

/** What the reader's participant owes, counted, and its clocks of the year. */
export const clocksQuery = queryOptions({
  queryKey: ['clocks'],
  queryFn: () => client.clocks(),
  refetchInterval: 60_000,
});

/** Clocks of one state, page by page. */
export const clockItemsQuery = (query: Pick<ClockItemsQuery, 'side' | 'state'>) =>
  infiniteQueryOptions({
    queryKey: ['clocks', query],
    queryFn: ({ pageParam }) =>
      client.clockItems({ ...query, limit: 25, ...(pageParam === undefined ? {} : { after: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
