import { queryOptions } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import type { SearchAddress } from './search-address.ts';

/** Hits on one page. */
const hitsMax = 25;

/** One page of what is found. */
export const searchQuery = (address: SearchAddress) =>
  queryOptions({
    queryKey: ['search', address],
    queryFn: () => client.search({ ...address, limit: hitsMax }),
  });
