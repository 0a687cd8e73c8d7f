import type { NoticeWhole } from '@rapport/api';
import type { FiledNotice } from '@rapport/notices';
import { encodeUtf8, parseNotice, type SignedNotice } from '@rapport/record';

/** A notice as the page shows it: what the signed note says, and the place that the server reports. */
export interface Letter extends FiledNotice {
  readonly reference: string;
  readonly signed: SignedNotice;
}

/**
 * Reads notices from their signed notes: envelope and answers are those that were signed, never the
 * server's summary of them. Whether the log holds them is the verify page's to say.
 *
 * @returns in the order given; one whose note cannot be read, or is another's, is left out
 */
export function readLetters(wholes: readonly NoticeWhole[]): Letter[] {
  return wholes.flatMap(({ id, index, takenIn, reference, note, circle }) => {
    const parsed = parseNotice(encodeUtf8(note));
    if (!parsed.ok || parsed.value.id !== id) return [];
    const { value } = parsed;
    const reached = circle === undefined ? {} : { circle };
    return [{ id, index, takenIn, reference, signed: value, notice: value.notice, ...reached }];
  });
}
