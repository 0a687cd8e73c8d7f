import { paths, type Receipt } from '@rapport/api';
import { parseUtf8 } from '@rapport/record';
import { get, set } from 'idb-keyval';
import { client } from '../exchange/client.ts';

/** A receipt beside the signed bytes that it is for. */
export interface KeptReceipt {
  readonly receipt: Receipt;
  readonly note: string;
}

/** Keeps a receipt in this browser: it is the sender's own proof. */
export async function keepReceipt(receipt: Receipt, note: string): Promise<void> {
  await set(`receipt/${receipt.id}`, { receipt, note } satisfies KeptReceipt);
}

/** The receipt that this browser keeps, or else a fresh one of the server's. */
export async function readReceipt(id: string): Promise<KeptReceipt> {
  const kept = await get<KeptReceipt>(`receipt/${id}`);
  if (kept !== undefined) return kept;
  const [bytes, { note = '' }] = await Promise.all([client.bytes(paths.receipt(id)), client.notice(id)]);
  return { receipt: JSON.parse(parseUtf8(bytes) ?? '') as Receipt, note };
}
