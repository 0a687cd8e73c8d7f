import type { Readable } from 'node:stream';
import type { MirrorBundle, MirrorFeed, MirrorHead } from '@rapport/api';

/** What is done with the parts of a mirror as they come. */
export interface FeedTaker {
  head(head: MirrorHead): Promise<void>;
  bundle(bundle: MirrorBundle): Promise<void>;
  /** @param bundle - the one before it, whose notices name the file */
  attachment(bundle: MirrorBundle, sha256: string, bytes: Uint8Array): Promise<void>;
}

/** The feed stopped before its end: what came is not served. */
export class FeedError extends Error {}

/**
 * Reads what the command line tells of a mirror, part by part; the sender waits while a part is taken.
 *
 * @param input - lines of JSON, each a `MirrorFeed`, written by our own command line
 * @throws FeedError where it breaks off or comes in another order
 */
export async function readFeed(input: Readable, taker: FeedTaker): Promise<void> {
  let last: MirrorBundle | undefined;
  let isBegun = false;
  for await (const line of linesOf(input)) {
    const part = JSON.parse(line) as MirrorFeed;
    if (part.kind === 'end' && isBegun) return;
    if ((part.kind === 'head') === isBegun) throw outOfOrder();
    if (part.kind === 'head') await taker.head(part);
    else if (part.kind === 'bundle') await taker.bundle((last = part));
    else if (part.kind === 'attachment' && last !== undefined)
      await taker.attachment(last, part.sha256, Buffer.from(part.bytes, 'base64'));
    else throw outOfOrder();
    isBegun = true;
  }
  throw new FeedError('The mirror was not told to its end: nothing is served.');
}

function outOfOrder(): FeedError {
  return new FeedError('The parts of the mirror came in another order than theirs.');
}

/** Holds one line and the chunk that it ends in. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  for await (const chunk of input) {
    let bytes = chunk as Buffer;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      yield Buffer.concat([...parts, bytes.subarray(0, at)]).toString();
      parts = [];
      bytes = bytes.subarray(at + 1);
    }
    if (bytes.length > 0) parts.push(bytes);
  }
}
