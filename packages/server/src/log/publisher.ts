import { type Checkpoint, encodeNote, parseNote, signCheckpoint } from '@rapport/record';
import type { Db } from '../db/connect.ts';
import type { LogKey } from './log-key.ts';
import { readCheckpoint, storeCheckpoint } from './log-store.ts';
import { isNewer, type NewestSigned, type SignedCheckpoint } from './newest-signed.ts';

interface PublisherParts {
  readonly db: Db;
  readonly logKey: LogKey;
  readonly now: () => number;
  readonly newestSigned: NewestSigned;
  /** Told of each checkpoint that carries both signatures. */
  readonly onFullySigned: (checkpoint: Checkpoint, note: Uint8Array) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Signs checkpoints over committed entries. Each batch of filings gets its Ed25519 checkpoint at once;
 * the newest is signed with ML-DSA-44 as well a moment later, once for however many batches came.
 */
export class Publisher {
  readonly #db: Db;
  readonly #key: LogKey;
  readonly #now: () => number;
  readonly #onError: (error: unknown) => void;
  readonly #newestSigned: NewestSigned;
  readonly #onFullySigned: PublisherParts['onFullySigned'];
  #given: SignedCheckpoint | undefined;
  #newest: Checkpoint | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor({ db, logKey, now, newestSigned, onFullySigned, onError }: PublisherParts) {
    this.#onFullySigned = onFullySigned;
    this.#db = db;
    this.#key = logKey;
    this.#now = now;
    this.#newestSigned = newestSigned;
    this.#onError = onError;
  }

  /**
   * Signs a checkpoint whose entries are committed and makes it the published one. Its Ed25519 line is
   * the same at every call, so receipts can be given again.
   */
  async publish(checkpoint: Checkpoint): Promise<Uint8Array> {
    const note = await this.sign(checkpoint);
    await this.#store({ size: checkpoint.size, note });
    if (this.#newest === undefined || checkpoint.size >= this.#newest.size) this.#newest = checkpoint;
    this.#timer ??= setTimeout(() => this.#signFully(), fullSignatureDelayMs);
    return note;
  }

  /**
   * The published checkpoint; `undefined` before the first. Never an older one than was given before, though
   * PostgreSQL may lose the last one in a crash, since its disk was not waited for.
   */
  async newest(): Promise<SignedCheckpoint | undefined> {
    const stored = await readCheckpoint(this.#db);
    if (stored !== undefined) this.#give(stored);
    return this.#given;
  }

  /** Keeps a checkpoint of this publisher's own that others have signed as well. */
  async storeCosigned(size: number, note: Uint8Array): Promise<void> {
    await this.#store({ size, note });
  }

  #give(checkpoint: SignedCheckpoint): void {
    if (this.#given === undefined || isNewer(checkpoint, this.#given)) this.#given = checkpoint;
  }

  /** Kept in the file beside the key before it is given to anybody. */
  async #store(checkpoint: SignedCheckpoint): Promise<void> {
    const kept = this.#newestSigned.keep(checkpoint);
    await Promise.all([kept, storeCheckpoint(this.#db, checkpoint.size, checkpoint.note)]);
    this.#give(checkpoint);
  }

  /** The checkpoint with its Ed25519 line alone. */
  async sign(checkpoint: Checkpoint): Promise<Uint8Array> {
    return encodeNote(await signCheckpoint(checkpoint, [this.#key.ed25519]));
  }

  /** Whether the published checkpoint carries both signatures. */
  async isFullySigned(): Promise<boolean> {
    const stored = await readCheckpoint(this.#db);
    const note = stored && parseNote(stored.note);
    return note?.ok === true && note.value.signatures.length > 1;
  }

  #signFully(): void {
    this.#timer = undefined;
    const checkpoint = this.#newest;
    if (checkpoint === undefined) return;
    this.#work = this.#storeFullySigned(checkpoint).catch(this.#onError);
  }

  async #storeFullySigned(checkpoint: Checkpoint): Promise<void> {
    const mlDsa44 = this.#key.mlDsa44At(Math.floor(this.#now() / 1000));
    const note = encodeNote(await signCheckpoint(checkpoint, [this.#key.ed25519, mlDsa44]));
    await this.#store({ size: checkpoint.size, note });
    await this.#newestSigned.sync();
    this.#onFullySigned(checkpoint, note);
  }

  /** Signs what is still to be signed and stops. */
  async close(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#signFully();
    }
    await this.#work;
  }
}

const fullSignatureDelayMs = 200;
