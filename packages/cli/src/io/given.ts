import { Unusable } from './outcome.ts';

/** What was given to a command: its arguments in order and its options by name. */
export interface Given {
  readonly args: readonly (string | undefined)[];
  /** The value of an option that takes one. */
  text(name: string): string | undefined;
  /** The value of an option that the command cannot do without; commander has seen to it. */
  needed(name: string): string;
  /** The values of an option that may be given several times. */
  list(name: string): readonly string[];
  /** Whether an option without a value was given. */
  is(name: string): boolean;
}

export function givenOf(
  args: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Given {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    args,
    text,
    needed: (name) => text(name) ?? missing(name),
    list: (name) => (Array.isArray(options[name]) ? options[name].map(String) : []),
    is: (name) => options[name] === true,
  };
}

function missing(name: string): never {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new Unusable('option-missing', {
    en: `The option ${flag} is missing.`,
    ru: `Не указан параметр ${flag}.`,
  });
}
