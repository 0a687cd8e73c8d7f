// The files that the checks look at.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { checkout } from '../bootstrap/checkout.mjs';

export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** One thing wrong. `where` is `path` or `path:line`. */
export interface Fault {
  readonly where: string;
  readonly sentence: string;
}

/** Paths of all files that git has or would take, relative to the checkout. */
export function listPaths(): string[] {
  const options = { cwd: checkout, encoding: 'utf8', maxBuffer: 64 << 20 } as const;
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', args, options).split('\0');
  return paths.filter((path) => path !== '' && existsSync(`${checkout}/${path}`));
}

export function readSourceFiles(paths: readonly string[]): SourceFile[] {
  return paths.map((path) => ({ path, text: readFileSync(`${checkout}/${path}`, 'utf8') }));
}

/** Number of the line that holds the character at `index`, from 1. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
