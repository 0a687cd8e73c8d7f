import { queryOptions } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { queryClient } from '../exchange/queries.ts';

export const mailAddressesQuery = queryOptions({
  queryKey: ['mail-addresses'],
  queryFn: () => client.mailAddresses(),
  staleTime: 0,
});

export const shownMailsQuery = queryOptions({
  queryKey: ['shown-mails'],
  queryFn: () => client.shownMails(),
  staleTime: 0,
  refetchInterval: 5000,
});

export async function refreshMail(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: mailAddressesQuery.queryKey });
}
