import { envelopeOf, type FiledNotice } from '@rapport/notices';
import { encodeUtf8, type Notice, parseNotice } from '@rapport/record';
import type { NoticeWhole } from './shapes.ts';

/** A notice as the page shows it: what the signed note says, and the place that the server reports. */
export interface Letter extends FiledNotice {
  readonly reference: string;
}

/**
 * Reads notices from their signed notes: envelope and answers are those that were signed, never the
 * server's summary of them. Whether the log holds them is the verify page's to say. Of one that its sender has
 * erased the server's word on its envelope is all that is left.
 *
 * @returns in the order given; one whose note cannot be read, or is another's, is left out
 */
export function readLetters(wholes: readonly NoticeWhole[]): Letter[] {
  return wholes.flatMap((whole) => {
    const { id, index, takenIn, reference, circle, erased } = whole;
    const notice = erased === undefined ? signedIn(whole) : envelopeIn(whole);
    const reached = circle === undefined ? {} : { circle };
    const gone = erased === undefined ? {} : { erased };
    return notice === undefined ? [] : [{ id, index, takenIn, reference, notice, ...reached, ...gone }];
  });
}

function signedIn({ id, note }: NoticeWhole): Notice | undefined {
  const parsed = parseNotice(encodeUtf8(note ?? ''));
  return parsed.ok && parsed.value.id === id ? parsed.value.notice : undefined;
}

function envelopeIn({ id, thread, after, ...rest }: NoticeWhole): Notice {
  const place = { ...(thread === id ? {} : { thread }), ...(after === undefined ? {} : { after }) };
  return envelopeOf({ log: '', ...rest, ...place });
}
