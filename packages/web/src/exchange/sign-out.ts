import { client } from './client.ts';
import { queryClient, sessionQuery } from './queries.ts';

const markedAs = 'rapport.signing-out';

/**
 * Signs out: on this device at once, whatever becomes of the line; what was read in the session is forgotten. Where
 * the server cannot be reached it is told when it can, before this browser asks it anything else.
 */
export async function signOut(): Promise<void> {
  localStorage.setItem(markedAs, 'yes');
  await finishSignOut();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'organisation',
  });
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** Ends a session that was left without a line. */
export async function finishSignOut(): Promise<void> {
  if (localStorage.getItem(markedAs) === null) return;
  await client.signOut().then(
    () => localStorage.removeItem(markedAs),
    () => undefined, // no line yet
  );
}
