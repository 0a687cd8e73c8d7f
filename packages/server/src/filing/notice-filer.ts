import type { Receipt } from '@rapport/api';
import type { Finding } from '@rapport/notices';
import { type Db, isConnectionLost, transaction } from '../db/connect.ts';
import { HeadError } from '../log/head-error.ts';
import type { KnownHead } from '../log/known-head.ts';
import { beginWithHead, heldHead } from '../log/log-store.ts';
import type { SignedCheckpoint } from '../log/newest-signed.ts';
import type { Publisher } from '../log/publisher.ts';
import type { DatabaseTiles } from '../log/tile-reader.ts';
import {
  type BatchContext,
  type FiledBatch,
  fileBatch,
  type Outcome,
  type PreparedFiling,
  receiptOf,
} from './file-batch.ts';
import type { KnownNotice } from './filing-queries.ts';
import { NoticeReceipts } from './notice-receipts.ts';

/** The answer to a filing. `isNew` is false where the log held the same bytes already. */
export type Filed =
  | { readonly ok: true; readonly receipt: Receipt; readonly isNew: boolean }
  | { readonly ok: false; readonly findings: readonly Finding[] };

interface Waiting {
  readonly filing: PreparedFiling;
  readonly resolve: (filed: Filed) => void;
  readonly reject: (error: unknown) => void;
}

/** The most filings of one transaction. */
const batchFilingsMax = 256;

export interface FilerParts extends BatchContext {
  readonly db: Db;
  readonly publisher: Publisher;
  readonly knownHead: KnownHead;
  readonly tiles: DatabaseTiles;
  readonly abbreviation: string;
}

/**
 * Takes notices in by group commit: whatever waits while one transaction is under way goes into the
 * next, so one sync of the disk serves many filings and a lone filing waits for nobody. A batch's
 * checkpoint is signed and its filings are answered while the next batch is being stored.
 */
export class NoticeFiler {
  readonly #parts: FilerParts;
  readonly #receipts: NoticeReceipts;
  #waiting: Waiting[] = [];
  #isClosed = false;
  #work: Promise<void> | undefined;
  readonly #answering = new Set<Promise<void>>();

  constructor(parts: FilerParts) {
    this.#parts = parts;
    this.#receipts = new NoticeReceipts({ ...parts, sign: (checkpoint) => parts.publisher.sign(checkpoint) });
  }

  /**
   * Files a prepared notice: in the log and on disk when this resolves.
   *
   * @throws what the database throws; the notice may or may not be in the log then, and filing the same
   *   bytes again tells
   */
  file(filing: PreparedFiling): Promise<Filed> {
    if (this.#isClosed) return Promise.reject(new FilerClosedError());
    const filed = new Promise<Filed>((resolve, reject) => this.#waiting.push({ filing, resolve, reject }));
    this.#work ??= this.#drain().finally(() => {
      this.#work = undefined;
    });
    return filed;
  }

  /** Whether notices are being taken in, or wait for it. */
  get isAtWork(): boolean {
    return this.#work !== undefined;
  }

  /** Takes nothing more and waits for what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#work;
    await Promise.all(this.#answering);
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // filings of the same turn of the event loop go together
    while (this.#waiting.length > 0) await this.#store(this.#waiting.splice(0, batchFilingsMax));
  }

  async #store(waiting: readonly Waiting[]): Promise<void> {
    const filings = waiting.map(({ filing }) => filing);
    try {
      const batch = await transaction(this.#parts.db, beginWithHead, async (tx, found) => {
        const head = heldHead(found);
        await this.#parts.knownHead.follow(head.frontier);
        return fileBatch(tx, head, filings, this.#parts);
      });
      if (batch.checkpoint !== undefined) this.#parts.knownHead.advance(batch.checkpoint);
      this.#parts.registers.keep(batch.registers);
      const answering = this.#answer(waiting, batch).finally(() => this.#answering.delete(answering));
      this.#answering.add(answering);
    } catch (error) {
      const concernsAll = isConnectionLost(error) || error instanceof HeadError;
      if (waiting.length === 1 || concernsAll) for (const { reject } of waiting) reject(error);
      // One filing that the database refuses must not take its neighbours with it: each on its own.
      else for (const one of waiting) await this.#store([one]);
    }
  }

  async #answer(waiting: readonly Waiting[], batch: FiledBatch): Promise<void> {
    try {
      const answers = await this.#answers(batch);
      for (const [i, { resolve }] of waiting.entries()) resolve(answers[i] as Filed);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** Signs the batch's checkpoint, now that its entries are committed, and makes every answer. */
  async #answers(batch: FiledBatch): Promise<Filed[]> {
    const { publisher, abbreviation } = this.#parts;
    const { tree, checkpoint } = batch;
    const signed = checkpoint && (await publisher.publish(checkpoint));
    return Promise.all(
      batch.outcomes.map(async (outcome): Promise<Filed> => {
        if (outcome.kind === 'taken-in' && tree !== undefined && signed !== undefined) {
          return {
            ok: true,
            isNew: true,
            receipt: receiptOf(outcome.placed, { ...batch, tree }, signed, abbreviation),
          };
        }
        return this.#answerKnown(outcome);
      }),
    );
  }

  async #answerKnown(outcome: Outcome): Promise<Filed> {
    if (outcome.kind === 'refused') return { ok: false, findings: outcome.findings };
    if (outcome.kind === 'known')
      return { ok: true, isNew: false, receipt: await this.receipt(outcome.known) };
    throw new Error('a notice was taken in without a checkpoint');
  }

  /** The receipt of a notice that the log holds (`NoticeReceipts`). */
  receipt(known: KnownNotice): Promise<Receipt> {
    return this.#receipts.receipt(known);
  }

  /** The same under a checkpoint that is signed already (`NoticeReceipts`). */
  receiptUnder(known: KnownNotice, checkpoint: SignedCheckpoint): Promise<Receipt> {
    return this.#receipts.receiptUnder(known, checkpoint);
  }
}

/** The server is stopping and takes nothing more in. */
export class FilerClosedError extends Error {
  constructor() {
    super('the server is stopping');
  }
}
