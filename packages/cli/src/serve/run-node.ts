import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Context } from '../io/surroundings.ts';

/** A program of the server package. The command line starts it; it never imports it. */
export function serverProgram(path: string): string {
  return fileURLToPath(new URL(`../../../server/src/${path}`, import.meta.url));
}

export interface Ran {
  readonly code: number;
  /** What it printed, where that was asked for. */
  readonly printed: string;
}

/**
 * Runs a program on this Node to its end, signals handed on.
 *
 * @param output - `shown` gives it this terminal, `kept` returns what it prints on standard output
 * @returns its exit code; 128 + n where signal n ended it, as a shell says it
 */
export function runNode(
  program: string,
  args: readonly string[],
  output: 'shown' | 'kept',
  context: Context,
): Promise<Ran> {
  const child = spawn(process.execPath, ['--no-warnings', program, ...args], {
    cwd: context.folder,
    env: context.environment,
    stdio: ['inherit', output === 'shown' ? 'inherit' : 'pipe', 'inherit'],
  });
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  return endOf(child).then((code) => ({ code, printed: Buffer.concat(parts).toString() }));
}

/**
 * Waits for a program's end, signals handed on meanwhile.
 *
 * @returns its exit code; 128 + n where signal n ended it, as a shell says it
 */
export function endOf(child: ChildProcess): Promise<number> {
  const handOn = (signal: NodeJS.Signals): void => {
    // A terminal gives Ctrl-C to parent and child alike: handing it on would interrupt the child twice.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
  };
  process.on('SIGINT', handOn).on('SIGTERM', handOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', handOn).off('SIGTERM', handOn);
      const ended = signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1;
      resolve(code ?? ended);
    });
  });
}
