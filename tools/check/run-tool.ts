import { spawn } from 'node:child_process';
import { checkout } from '../bootstrap/checkout.mjs';

export interface Outcome {
  readonly name: string;
  /** What is wrong, for a person; empty when nothing is. */
  readonly faults: string;
}

/**
 * Runs a checking program out of node_modules.
 *
 * @param check - its name here; the program's file below node_modules, then arguments
 * @returns what it printed if it ended with anything but 0
 */
export function runTool([name, [program, ...args]]: [
  string,
  readonly [string, ...string[]],
]): Promise<Outcome> {
  const child = spawn(process.execPath, [`${checkout}/node_modules/${program}`, ...args], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ name, faults: code === 0 ? '' : printed.trim() || `ended with ${code}` }),
    );
  });
}
