import type { Row } from './table.ts';

/** How long the whole may take. */
export type Length = 'full' | 'quick';

/** Tells whoever waits how far the work has come. */
export type Say = (text: string) => void;

/** Something measured: a name for `--only`, and what it finds. */
export interface Section {
  readonly name: string;
  run(length: Length, say: Say): Promise<Row[]>;
}
