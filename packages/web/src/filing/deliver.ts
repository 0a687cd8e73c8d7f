import { type Client, ProblemError, type Receipt } from '@rapport/api';
import type { Pending } from './draft.ts';
import type { Fault } from './filing.tsx';

/** How a delivery ended: a receipt, a refusal that is final for these bytes, or no answer yet. */
export type Delivery =
  | { readonly kind: 'taken-in'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'unknown'; readonly error: unknown };

/**
 * Hands the signed bytes to the server. The same bytes again give the same receipt, so after a lost line
 * one sends them again. Only a refusal with findings says that they were not taken in.
 */
export async function deliver(client: Client, pending: Pending): Promise<Delivery> {
  try {
    return { kind: 'taken-in', receipt: await client.file({ note: pending.note }) };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 422) return { kind: 'unknown', error };
    const faults = (error.problem.findings ?? []).map(({ sentence, at }) => ({
      sentence,
      ...(at === undefined ? {} : { at }),
    }));
    return { kind: 'refused', faults };
  }
}
