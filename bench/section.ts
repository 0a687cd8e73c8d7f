import type { LargeLog } from './large-log.ts';
import type { Row } from './table.ts';

/** How long the whole may take. */
export type Length = 'full' | 'quick';

/** Tells whoever waits how far the work has come. */
export type Say = (text: string) => void;

/** What a section is given. */
export interface Task {
  readonly length: Length;
  readonly say: Say;
  /** A server with a log of 100,000 notices (5,000 in a quick run), made when first asked for. */
  largeLog(): Promise<LargeLog>;
}

/** Something measured: a name for `--only`, and what it finds. */
export interface Section {
  readonly name: string;
  run(task: Task): Promise<Row[]>;
}
