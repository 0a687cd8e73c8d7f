import { type Client, ProblemError, type Receipt } from '@rapport/api';
import { encodeBase64 } from '@rapport/record';
import type { AttachedFile } from './attached-files.ts';
import type { Pending } from './draft.ts';
import type { Fault } from './filing.tsx';

/** How a delivery ended: a receipt, held until it is sent, a refusal that is final for these bytes, or no answer yet. */
export type Delivery =
  | { readonly kind: 'taken-in'; readonly receipt: Receipt }
  | { readonly kind: 'held'; readonly draft: string }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'unknown'; readonly error: unknown };

/**
 * Hands the signed bytes to the server. The same bytes again give the same receipt, so after a lost line
 * one sends them again. A refusal says that they were not taken in; too many requests, a server in trouble
 * and no answer at all say nothing.
 */
export async function deliver(
  client: Client,
  { note, files: sealed, desk }: Pending,
  plain: readonly AttachedFile[],
): Promise<Delivery> {
  const files = sealed ?? plain;
  const attachments = Object.fromEntries(files.map(({ sha256, bytes }) => [sha256, encodeBase64(bytes)]));
  const filing = files.length === 0 ? { note } : { note, attachments };
  try {
    if (desk === undefined) return { kind: 'taken-in', receipt: await client.file(filing) };
    const { receipt } = await client.signDraft(desk.id, { revision: desk.revision, note });
    return receipt === undefined ? { kind: 'held', draft: desk.id } : { kind: 'taken-in', receipt };
  } catch (error) {
    if (!(error instanceof ProblemError) || !isFinal(error.problem.status)) return { kind: 'unknown', error };
    if (error.problem.findings === undefined)
      return { kind: 'refused', faults: [{ sentence: error.problem.title }] };
    const faults = error.problem.findings.map(({ sentence, at }) => ({
      sentence,
      ...(at === undefined ? {} : { at }),
    }));
    return { kind: 'refused', faults };
  }
}

function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
