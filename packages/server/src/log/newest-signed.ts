import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadError } from './head-error.ts';

const fileName = 'newest-checkpoint';

/** A checkpoint with its signature lines, verbatim. */
export interface SignedCheckpoint {
  readonly size: number;
  readonly note: Uint8Array;
}

/**
 * Keeps the newest checkpoint that this server signed in a file beside the log's key, so that a database
 * restored to an older state is known for one at start. It is a net under the database, not the record:
 * where it cannot be written, `onError` hears of it, once until it can again, and filings go on.
 */
export class NewestSigned {
  readonly #path: string;
  readonly #onError: (error: unknown) => void;
  #newest: SignedCheckpoint | undefined;
  #writing: Promise<void> | undefined;
  #written: SignedCheckpoint | undefined;
  #isFailing = false;

  constructor(folder: string, onError: (error: unknown) => void) {
    this.#path = join(folder, fileName);
    this.#onError = onError;
    removeDrafts(folder);
  }

  /** Resolves once this checkpoint, or a newer one, is in the file or `onError` has heard why not. */
  async keep(checkpoint: SignedCheckpoint): Promise<void> {
    if (this.#newest === undefined || isNewer(checkpoint, this.#newest)) this.#newest = checkpoint;
    while (this.#newest !== this.#written) {
      this.#writing ??= this.#write(this.#newest).finally(() => {
        this.#writing = undefined;
      });
      await this.#writing;
      if (this.#written !== undefined && !isNewer(checkpoint, this.#written)) return;
    }
  }

  /** Waits until the file is on the disk: after a power cut it is at most this much older. */
  async sync(): Promise<void> {
    try {
      const file = await open(this.#path, 'r+');
      await file.datasync().finally(() => file.close());
    } catch (error) {
      if (!this.#isFailing) this.#onError(error);
    }
  }

  async #write(checkpoint: SignedCheckpoint): Promise<void> {
    const draft = `${this.#path}.${process.pid}`;
    try {
      await writeFile(draft, checkpoint.note, { mode: 0o600 });
      await rename(draft, this.#path);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#onError(error);
      this.#isFailing = true;
    }
    this.#written = checkpoint;
  }
}

/** Removes what processes killed in mid-write have left; a draft of a living one is younger. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(`${fileName}.`))) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > draftMs) rmSync(path, { force: true });
  }
}

const draftMs = 60_000;

/** Whether a checkpoint is of a larger tree, or of the same with more signatures. */
export function isNewer(one: SignedCheckpoint, than: SignedCheckpoint): boolean {
  return one.size > than.size || (one.size === than.size && one.note.length > than.note.length);
}

/** The bytes of the file, untrusted; `undefined` where there is none. */
export function readNewestSigned(folder: string): Uint8Array | undefined {
  try {
    return readFileSync(join(folder, fileName));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new HeadError(
      `The file ${fileName} in ${folder} cannot be read (${(error as Error).message}). Make it readable for this user: it tells whether the database was restored to an older state.`,
      { cause: error },
    );
  }
}
