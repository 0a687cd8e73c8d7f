import { type ProvedSealingKeys, provedSealingKeys } from '@rapport/api';
import { createSuite } from '@rapport/record';
import { client } from '../exchange/client.ts';
import { queryClient, registerQuery } from '../exchange/queries.ts';
import { readPinnedPolicy } from '../log/pinned-policy.ts';
import { subtle } from '../sign-in/office-keys.ts';

/**
 * The keys to seal to for some participants, asked for anew and each proved by the log's keys that this browser keeps: the
 * server's word alone would let it name a key of its own.
 */
export async function proveRecipients(
  participants: readonly string[],
  origin: string,
): Promise<ProvedSealingKeys> {
  const register = await queryClient.fetchQuery({ ...registerQuery, staleTime: 0 });
  const { policy } = await readPinnedPolicy(origin);
  const proofOf = (id: string): Promise<Uint8Array> => client.proofFile(id);
  return provedSealingKeys(participants, register, { proofOf, policy, suite: createSuite(subtle) });
}
