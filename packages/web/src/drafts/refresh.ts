import { queryClient } from '../exchange/queries.ts';

/** Asks anew for all that a notice of one's own may have changed. @param about - the notice that it is about */
export function refreshAfterFiling(thread: string, about?: string): void {
  const keys = [['notices'], ['clocks'], ['register'], ['shared-drafts'], ['thread', thread]];
  if (about !== undefined) keys.push(['notice', about], ['thread']);
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}

/** Asks anew for what stands on the desk. */
export function refreshDesk(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['shared-drafts'] });
}
