import type { Db } from '../db/connect.ts';
import { readEnvelopes } from '../reading/reading-queries.ts';
import type { EventStreams } from './event-stream.ts';

/** The most notices that one reading passes on; a longer gap is passed on in several. */
const noticesMax = 1000;

/**
 * Passes on what was taken in, from the size last told to the newest. Calls that come while one is at
 * work are folded into the next.
 */
export class LiveUpdates {
  readonly #db: Db;
  readonly #streams: EventStreams;
  readonly #abbreviation: string;
  readonly #onError: (error: unknown) => void;
  #told: number | undefined;
  #newest = 0;
  #work: Promise<void> | undefined;

  constructor(db: Db, streams: EventStreams, abbreviation: string, onError: (error: unknown) => void) {
    this.#db = db;
    this.#streams = streams;
    this.#abbreviation = abbreviation;
    this.#onError = onError;
  }

  /** Hears that the log has this size. The first call sets where telling begins. */
  tell(size: number): void {
    this.#newest = Math.max(this.#newest, size);
    this.#told ??= size;
    this.#work ??= this.#passOn()
      .catch(this.#onError)
      .finally(() => {
        this.#work = undefined;
      });
  }

  async #passOn(): Promise<void> {
    while (this.#told !== undefined && this.#told < this.#newest) {
      const to = Math.min(this.#newest, this.#told + noticesMax);
      const notices =
        this.#streams.count === 0 ? [] : await readEnvelopes(this.#db, this.#told, to, this.#abbreviation);
      await this.#streams.send(to, notices);
      this.#told = to;
    }
  }

  async close(): Promise<void> {
    await this.#work;
  }
}
