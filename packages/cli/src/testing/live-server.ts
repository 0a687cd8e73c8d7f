import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const main: string = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A server process of our own command, over a data folder of its own that goes with it. */
export interface LiveServer {
  readonly url: string;
  readonly data: string;
  /** Stops it as an operator does. @returns its exit status; the data folder stays until `remove` */
  stop(): Promise<number | null>;
  remove(): void;
}

/** Starts a demonstration on any free port. */
export async function startLiveServer(): Promise<LiveServer> {
  const data = mkdtempSync(join(tmpdir(), 'rapport-live-'));
  const settings = { RAPPORT_DATA: data, RAPPORT_PORT: '0', RAPPORT_LOG_LEVEL: 'error' };
  const remove = (): void => rmSync(data, { recursive: true, force: true });
  return { ...(await startListening(['serve'], settings)), data, remove };
}

/** Runs a command that listens until it is stopped. */
export async function startListening(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Pick<LiveServer, 'url' | 'stop'>> {
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readyOf(child);
  const stop = async (): Promise<number | null> => {
    if (child.exitCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    return ended;
  };
  return { url, stop };
}

function readyOf(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => {
      printed += part.toString();
      const found = /Rapport is ready at (\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}
