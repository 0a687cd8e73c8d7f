import { runCommandLine } from '../command-line.ts';
import type { TestSurroundings } from './surroundings.ts';

/** What a command answered with `--json`. */
export interface JsonAnswer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** Runs commands with `--json` in some surroundings. */
export function jsonRunner(surroundings: TestSurroundings): (...args: string[]) => Promise<JsonAnswer> {
  return async (...args) => {
    let said = '';
    const writeOut: TestSurroundings['writeOut'] = (part) => {
      said += typeof part === 'string' ? part : Buffer.from(part).toString();
    };
    const status = await runCommandLine([...args, '--json'], { ...surroundings, writeOut });
    return { status, json: JSON.parse(said) as Record<string, unknown> };
  };
}
