import type { NoticeQuery } from '@rapport/api';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';

/** A page as it was when it was opened: nothing that comes moves it. */
export const placeQuery = (query: NoticeQuery) =>
  queryOptions({ queryKey: ['place', query], queryFn: () => client.notices(query) });

/** The same page as it is now; asked anew whenever a notice comes. */
export const firstPageQuery = (query: NoticeQuery) =>
  queryOptions({ queryKey: ['notices', query, 'first'], queryFn: () => client.notices(query) });
