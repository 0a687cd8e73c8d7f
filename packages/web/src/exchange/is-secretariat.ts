import { useOrganisation, useSession } from './queries.ts';

/** Whether who is signed in works for the organisation itself. */
export function useIsSecretariat(): boolean {
  const session = useSession();
  const { participants } = useOrganisation();
  return participants.find(({ code }) => code === session?.participant)?.role === 'organisation';
}
