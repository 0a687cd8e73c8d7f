import type { RegisterQuery } from '@rapport/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';

/** What is not yet received, as of now. */
export const notReceivedQuery = queryOptions({
  queryKey: ['secretariat', 'not-received'],
  queryFn: () => client.notReceived(),
  refetchInterval: 60_000,
});

export const remindersQuery = queryOptions({
  queryKey: ['secretariat', 'reminders'],
  queryFn: () => client.reminders(),
});

/** Letters in and out, page by page, newest first. */
export const letterRegisterQuery = (query: Pick<RegisterQuery, 'direction'>) =>
  infiniteQueryOptions({
    queryKey: ['secretariat', 'register', query],
    queryFn: ({ pageParam }) =>
      client.letterRegister({
        ...query,
        limit: 25,
        ...(pageParam === undefined ? {} : { before: pageParam }),
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });
