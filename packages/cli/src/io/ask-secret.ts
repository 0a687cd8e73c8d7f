import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/**
 * Asks at the terminal for what nobody looking on should see.
 *
 * @returns `undefined` where there is no terminal
 */
export function askSecret(prompt: string): string | undefined {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const stty = (word: string) => spawnSync('stty', [word], { stdio: [terminal, 'ignore', 'ignore'] });
  try {
    writeSync(terminal, prompt);
    stty('-echo');
    return readLine(terminal);
  } finally {
    stty('echo');
    writeSync(terminal, '\n');
    closeSync(terminal);
  }
}

function openTerminal(): number | undefined {
  try {
    return openSync('/dev/tty', 'r+');
  } catch {
    return undefined;
  }
}

function readLine(terminal: number): string {
  const bytes: number[] = [];
  const one = new Uint8Array(1);
  while (readSync(terminal, one, 0, 1, null) === 1 && one[0] !== 0x0a) bytes.push(one[0] ?? 0);
  return Buffer.from(bytes).toString('utf8').replace(/\r$/, '');
}
