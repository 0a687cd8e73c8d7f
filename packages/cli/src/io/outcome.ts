import type { Words } from './language.ts';

/** What a command has to say: text for people, one object for programs. Nothing is printed before. */
export interface Outcome {
  /** 0: all is well. 1: a check or the server said no. 2: there was nothing to judge, or no means to. */
  readonly status: number;
  /** Lines for standard output. Everything from outside has gone through `printable`. */
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
  /** Printed as they are instead of the lines, where a command hands on exact bytes. */
  readonly bytes?: Uint8Array;
}

/**
 * A command cannot do its work: the sentence says why and what would help. Never the machine's own
 * words alone; `cause` keeps those.
 */
export class Unusable extends Error {
  readonly code: string;
  readonly words: Words;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, words: Words, details: Readonly<Record<string, unknown>> = {}) {
    super(words.en);
    this.code = code;
    this.words = words;
    this.details = details;
  }
}
