import { type NoticeQuery, type OrganisationView, type Session } from '@rapport/api';
import { infiniteQueryOptions, QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from './client.ts';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: false, networkMode: 'always' } },
  });
}

/** What is kept of the server's answers while the page is open. */
export const queryClient = createQueryClient();

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => client.organisation(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** `null` where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => (await client.session()) ?? null,
});

/** An edition never changes. */
export const measureQuery = (id: string, edition: string) =>
  queryOptions({
    queryKey: ['measure', id, edition],
    queryFn: () => client.measure(id, edition),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How the participant's own desk works. */
export const officeQuery = queryOptions({ queryKey: ['office'], queryFn: () => client.office() });

/** The drafts that the participant's people share; none where they cannot be asked for now. */
export const draftsQuery = queryOptions({
  queryKey: ['shared-drafts'],
  queryFn: async () => (await client.drafts().catch(() => undefined))?.drafts ?? null,
  staleTime: 0,
});

export const registerQuery = queryOptions({ queryKey: ['register'], queryFn: () => client.register() });

export const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: () => client.demonstrationOffices(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A list page by page, newest first. */
export const noticesQuery = (query: NoticeQuery) =>
  infiniteQueryOptions({
    queryKey: ['notices', query],
    queryFn: ({ pageParam }) =>
      client.notices(pageParam === undefined ? query : { ...query, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });

export const threadQuery = (id: string) =>
  queryOptions({ queryKey: ['thread', id], queryFn: () => client.thread(id) });

export const noticeQuery = (id: string) =>
  queryOptions({
    queryKey: ['notice', id],
    queryFn: () => client.notice(id),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useOrganisation(): OrganisationView {
  return useSuspenseQuery(organisationQuery).data;
}

export function useSession(): Session | null {
  return useSuspenseQuery(sessionQuery).data;
}
