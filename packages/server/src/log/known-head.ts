import {
  type Checkpoint,
  checkConsistency,
  equalBytes,
  type Frontier,
  frontierRoot,
  proveConsistency,
  rootFromTiles,
  type TileReader,
} from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { HeadError } from './head-error.ts';
import { readHead } from './log-store.ts';

/** A tree of the log by its size and root. */
export type TreeRoot = Pick<Checkpoint, 'size' | 'root'>;

/**
 * The newest tree of the log that this process has verified. Nothing is signed that does not extend it or
 * begin it, so a database that is changed, restored or exchanged under a running server makes it stop
 * taking in; it never makes it sign a second history.
 */
export class KnownHead {
  readonly #db: Queryable;
  readonly #tiles: TileReader;
  #known: TreeRoot;

  /** @param checked - what `checkHead` found at start */
  constructor(db: Queryable, tiles: TileReader, checked: TreeRoot) {
    this.#db = db;
    this.#tiles = tiles;
    this.#known = checked;
  }

  /** Notes a tree that this process has committed itself, on a head that `follow` let pass. */
  advance({ size, root }: TreeRoot): void {
    if (size > this.#known.size) this.#known = { size, root };
  }

  /**
   * Goes on to a head that the caller holds locked, or has read after anything it knows of.
   *
   * @throws HeadError where it does not extend the known tree
   */
  async follow(frontier: Frontier): Promise<void> {
    const [known, head] = [this.#known, { size: frontier.size, root: frontierRoot(frontier) }];
    if (head.size < known.size) throw new HeadError(wentBack(known.size, head.size));
    const isSame = head.size === known.size;
    const fits = isSame ? equalBytes(head.root, known.root) : await this.#begins(known, head);
    if (!fits) throw new HeadError(another(known.size, head.size));
    this.advance(head);
  }

  /** Reads the head as it stands and follows it. @throws HeadError */
  async check(): Promise<void> {
    const before = this.#known;
    const { frontier } = await readHead(this.#db);
    const wentOn = this.#known !== before; // by a batch of our own, while the head was read
    if (wentOn && frontier.size >= before.size && frontier.size <= this.#known.size) return;
    await this.follow(frontier);
  }

  /**
   * The root of an older tree of the log, to be signed again for a receipt.
   *
   * @throws HeadError where the tiles do not prove it to begin the known tree
   */
  async rootAt(size: number): Promise<Uint8Array> {
    if (size > this.#known.size) await this.check();
    const known = this.#known;
    const root = await rootFromTiles(this.#tiles, size);
    if (!root.ok || size > known.size || !(await this.#begins({ size, root: root.value }, known)))
      throw new HeadError(another(size, known.size));
    return root.value;
  }

  async #begins(older: TreeRoot, newer: TreeRoot): Promise<boolean> {
    if (older.size === newer.size) return equalBytes(older.root, newer.root);
    if (older.size === 0) {
      const root = await rootFromTiles(this.#tiles, newer.size);
      return root.ok && equalBytes(root.value, newer.root);
    }
    const proof = await proveConsistency(this.#tiles, older.size, newer.size);
    if (!proof.ok) return false;
    const claim = { oldSize: older.size, newSize: newer.size, oldRoot: older.root, newRoot: newer.root };
    return checkConsistency({ ...claim, proof: proof.value }).length === 0;
  }
}

function wentBack(known: number, found: number): string {
  return `The log in the database went back from size ${known} to ${found}: it was restored or exchanged. Nothing is signed on it.`;
}

function another(older: number, newer: number): string {
  return `The log in the database is not the one this server has signed: size ${newer} does not extend size ${older}. Nothing is signed on it.`;
}
