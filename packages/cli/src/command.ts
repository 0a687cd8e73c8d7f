import type { Given } from './io/given.ts';
import type { Words } from './io/language.ts';
import type { Outcome } from './io/outcome.ts';
import type { Context } from './io/surroundings.ts';

/** One option of a command. `flags` in commander's form, such as `--key <file>`. */
export interface CommandOption {
  readonly flags: string;
  readonly says: Words;
  /** The command cannot do without it. */
  readonly needed?: true;
  /** Given several times, each time with one value. */
  readonly repeated?: true;
  readonly byDefault?: string;
}

/** One command of the command line: a row of the table in commands.ts. */
export interface Command {
  /** One word, or a group and a word: `keys new`. */
  readonly name: string;
  readonly says: Words;
  /** In commander's form: `<file>` needed, `[id]` not. */
  readonly args?: readonly { readonly form: string; readonly says: Words }[];
  readonly options?: readonly CommandOption[];
  /** Longer help with examples. */
  readonly more?: Words;
  readonly run: (given: Given, context: Context) => Promise<Outcome>;
}
