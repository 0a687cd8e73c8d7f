import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../command-line.ts';
import type { Surroundings } from '../io/surroundings.ts';

/**
 * A script is a text: a line `$ command` and what it prints below. `! ` begins a line of standard error,
 * `= 2` says the exit status where it is not 0, `#` a remark. `<any>`, `<hex>`, `<time>`, `<number>` and
 * `<key>` stand for what differs from run to run; `<hex:name>` keeps it, for `{name}` further down.
 */
interface Step {
  readonly command: string;
  readonly expected: string[];
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const patterns: Readonly<Record<string, string>> = {
  any: '.*',
  hex: '[0-9a-f]{64}',
  time: '\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3}Z| UTC|Z)',
  number: '\\d+',
  key: '[^ ]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+',
};

/** A command that printed something else than the script says. */
export interface Difference {
  readonly command: string;
  readonly printed: readonly string[];
  readonly expected: readonly string[];
}

/**
 * Runs a script's commands one after the other and compares all that they print.
 *
 * @returns the first difference alone, since what follows builds on it; empty where there is none
 */
export async function runScript(
  text: string,
  surroundings: Surroundings,
  values: Record<string, string> = {},
): Promise<Difference[]> {
  for (const { command, expected } of parseScript(text)) {
    const filled = fill(command, values);
    const printed = await runStep(filled, surroundings);
    if (!matches(printed, expected, values)) return [{ command: filled, printed, expected }];
  }
  return [];
}

function parseScript(text: string): Step[] {
  const steps: Step[] = [];
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('# ') || line === '#') continue;
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), expected: [] });
    else steps.at(-1)?.expected.push(line);
  }
  return steps.map(({ command, expected }) => ({ command, expected: withoutTrailingBlank(expected) }));
}

function withoutTrailingBlank(lines: string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, end + 1);
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

async function runStep(command: string, surroundings: Surroundings): Promise<string[]> {
  const [program = '', ...args] = split(command);
  const own = ownCommands[program];
  if (own !== undefined) return own(args, surroundings);
  if (program !== 'rapport') throw new Error(`no such command in scripts: ${program}`);
  let [out, error] = ['', ''];
  const status = await runCommandLine(args, {
    ...surroundings,
    writeOut: (bytes) => {
      out += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
    },
    writeError: (said) => {
      error += said;
    },
  });
  const lines = [...linesOf(error).map((line) => `! ${line}`), ...linesOf(out)];
  return withoutTrailingBlank(status === 0 ? lines : [...lines, `= ${status}`]);
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Words apart at spaces; single quotes keep them together. */
function split(command: string): string[] {
  return (command.match(/'[^']*'|[^ ]+/g) ?? []).map((word) => word.replaceAll("'", ''));
}

type OwnCommand = (args: readonly string[], surroundings: Surroundings) => string[];

/** What scripts need besides `rapport`. */
const ownCommands: Readonly<Record<string, OwnCommand>> = {
  write: ([file = '', ...words], { folder }) => {
    writeFileSync(join(folder, file), words.join(' '));
    return [];
  },
  /** Copies a file of the checkout. */
  take: ([path = ''], { folder }) => {
    copyFileSync(join(root, path), join(folder, basename(path)));
    return [];
  },
  /** Takes one member of a JSON file out into a file of its own: text as it is, all else as JSON. */
  extract: ([file = '', member = '', out = ''], { folder }) => {
    const value = (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>)[member];
    writeFileSync(join(folder, out), typeof value === 'string' ? value : JSON.stringify(value));
    return [];
  },
  /** Replaces the first place a text has in a file. */
  change: ([file = '', from = '', to = ''], { folder }) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    return [];
  },
  show: ([file = ''], { folder }) => linesOf(readFileSync(join(folder, file), 'utf8')),
};

/** Also keeps what named placeholders matched. */
function matches(
  actual: readonly string[],
  wanted: readonly string[],
  values: Record<string, string>,
): boolean {
  if (actual.length !== wanted.length) return false;
  return wanted.every((line, i) => {
    const names: string[] = [];
    const source = fill(line, values)
      .split(/(<(?:any|hex|time|number|key)(?::[a-z]+)?>)/)
      .map((part, at) => {
        if (at % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
        const [kind = '', name = ''] = part.slice(1, -1).split(':');
        names.push(name);
        return `(${patterns[kind]})`;
      });
    const found = new RegExp(`^${source.join('')}$`).exec(actual[i] ?? '');
    for (const [at, name] of names.entries()) if (found && name !== '') values[name] = found[at + 1] ?? '';
    return found !== null;
  });
}
