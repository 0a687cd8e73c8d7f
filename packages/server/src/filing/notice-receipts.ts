import type { Receipt } from '@rapport/api';
import { formatReference } from '@rapport/notices';
import {
  type Checkpoint,
  checkInclusion,
  encodeEntry,
  encodeTlogProof,
  leafHash,
  parseUtf8,
  proveInclusion,
} from '@rapport/record';
import { HeadError } from '../log/head-error.ts';
import type { KnownHead } from '../log/known-head.ts';
import type { SignedCheckpoint } from '../log/newest-signed.ts';
import type { DatabaseTiles } from '../log/tile-reader.ts';
import type { KnownNotice } from './filing-queries.ts';

interface ReceiptParts {
  readonly tiles: DatabaseTiles;
  readonly knownHead: KnownHead;
  readonly origin: string;
  readonly abbreviation: string;
  /** Gives the signed checkpoint of a tree that the known head bears out. */
  readonly sign: (checkpoint: Checkpoint) => Promise<Uint8Array>;
}

/** Receipts of notices that are in the log, made anew. */
export class NoticeReceipts {
  readonly #parts: ReceiptParts;

  constructor(parts: ReceiptParts) {
    this.#parts = parts;
  }

  /**
   * The receipt of a notice that the log holds: the same bytes as at its first filing.
   *
   * @throws HeadError rather than sign a tree or give a proof that the known head does not bear out
   */
  receipt(known: KnownNotice): Promise<Receipt> {
    const { sign, origin } = this.#parts;
    const size = known.receiptSize;
    return this.#under(known, size, (root) => sign({ origin, size, root }));
  }

  /** The receipt of a notice under a checkpoint that is signed already and covers it. */
  receiptUnder(known: KnownNotice, { size, note }: SignedCheckpoint): Promise<Receipt> {
    return this.#under(known, size, async () => note);
  }

  async #under(
    known: KnownNotice,
    size: number,
    checkpointOf: (root: Uint8Array) => Promise<Uint8Array>,
  ): Promise<Receipt> {
    const { tiles, knownHead, abbreviation } = this.#parts;
    const { index } = known;
    const root = await knownHead.rootAt(size);
    const entry = encodeEntry({ takenIn: known.takenIn, noteHash: known.noteHash });
    const proof = await proveInclusion(tiles, index, size);
    const isProved =
      proof.ok &&
      checkInclusion({ leafHash: leafHash(entry), index, size, root, proof: proof.value }).length === 0;
    if (!isProved) throw new HeadError(`Entry ${index} of the log in the database is damaged.`);
    const checkpoint = await checkpointOf(root);
    return {
      id: known.id,
      index,
      takenIn: known.takenIn,
      reference: formatReference(abbreviation, known.reference),
      thread: known.thread,
      entry: parseUtf8(entry) ?? '',
      proof: tlogProof(index, proof.value, checkpoint),
    };
  }
}

/** A C2SP tlog-proof as text. */
export function tlogProof(index: number, hashes: Uint8Array[], checkpoint: Uint8Array): string {
  const text = parseUtf8(checkpoint);
  if (text === undefined) throw new Error('our own checkpoint is not UTF-8');
  return encodeTlogProof({ index, hashes, checkpoint: text });
}
