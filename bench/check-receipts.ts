import type { Receipt } from '@rapport/api';
import { encodeUtf8, parseNotice, parsePolicy, parseTlogProof, verifyCheckpoint } from '@rapport/record';
import { isReceiptFor } from '../packages/cli/src/filing/check-receipt.ts';
import { suite } from '../packages/server/src/log/platform.ts';
import { origin } from './signed-notices.ts';

/**
 * Verifies receipts whole, after the clock has stopped: that each is for the very notice sent, that its
 * proof leads to its checkpoint and that the log signed that.
 *
 * @param notices - as sent
 * @param samples - bodies of answers, each under the number of its notice
 * @param policy - the text of the server's own /log/policy
 * @throws at the first receipt that is not good
 */
export async function verifyReceipts(
  notices: readonly string[],
  samples: ReadonlyMap<number, string>,
  policy: string,
): Promise<void> {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error(`the log's policy is ${parsed.code}`);
  const keys = parsed.value.logs.map(({ key }) => key);
  for (const [number, body] of samples) {
    const receipt = JSON.parse(body) as Receipt;
    const signed = parseNotice(encodeUtf8(notices[number] ?? ''));
    const proof = parseTlogProof(receipt.proof);
    if (!signed.ok || !proof.ok || !isReceiptFor(signed.value, receipt))
      throw new Error(`no receipt: ${body}`);
    const checkpoint = await verifyCheckpoint(encodeUtf8(proof.value.checkpoint), origin, keys, suite);
    if (!checkpoint.ok) throw new Error(`a checkpoint that is not the log's: ${proof.value.checkpoint}`);
  }
}
