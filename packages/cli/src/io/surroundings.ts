import type { Fetch } from '@rapport/api';
import type { Language, Words } from './language.ts';

/** All that commands meet of the machine; the tests hand in their own. */
export interface Surroundings {
  /** Absolute path that relative ones start from. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** POSIX milliseconds. */
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  readonly fetch: Fetch;
  readonly writeOut: (bytes: string | Uint8Array) => void;
  readonly writeError: (text: string) => void;
  /** Whether standard error is a terminal: only then is progress drawn on it. */
  readonly isTerminal: boolean;
  /** Asks at the terminal without showing the answer; `undefined` where there is none. */
  readonly askSecret: (prompt: string) => string | undefined;
}

/** The surroundings of one command, with the language it answers in. */
export interface Context extends Surroundings {
  readonly language: Language;
  readonly say: (words: Words) => string;
  /** A remark for people on standard error; the outcome does not depend on it. */
  readonly note: (words: Words) => void;
}

export function contextOf(surroundings: Surroundings, language: Language): Context {
  return {
    ...surroundings,
    language,
    say: (words) => words[language],
    note: (words) => surroundings.writeError(`${words[language]}\n`),
  };
}
