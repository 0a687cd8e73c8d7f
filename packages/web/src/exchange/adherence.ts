import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';

/** Who has taken up what, as far as the reader may see it. */
export const adherenceQuery = queryOptions({
  queryKey: ['adherence'],
  queryFn: () => client.adherence(),
});
