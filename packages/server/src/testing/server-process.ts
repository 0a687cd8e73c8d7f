import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A real server process, as an operator would start it. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  printed(): string;
  /** Sends a signal and waits for the end; gives the exit status, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | string>;
}

/** How a process ended that did not come to listen. */
export interface FailedStart {
  readonly status: number | string;
  readonly printed: string;
}

/** A fresh data folder; removed with `remove`. */
export function temporaryData(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a server and waits until it listens or has ended. @param kill - aborted: kills it at once */
export async function startProcess(
  environment: Record<string, string>,
  kill?: AbortSignal,
): Promise<ServerProcess | FailedStart> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      RAPPORT_PORT: '0',
      RAPPORT_LOG_LEVEL: 'warn',
      RAPPORT_FILINGS_PER_MINUTE: '1000000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  kill?.addEventListener('abort', () => child.kill('SIGKILL'));
  let printed = '';
  const ended = new Promise<number | string>((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 0)),
  );
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const url = /Rapport is ready at (\S+)/.exec(printed)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const outcome = await Promise.race([ready, ended.then((status) => ({ status }))]);
  if (typeof outcome !== 'string') return { status: outcome.status, printed };
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> => {
    child.kill(signal);
    return ended;
  };
  return { url: outcome, child, printed: () => printed, stop };
}

/** The same, for starts that must succeed. */
export async function startedProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const started = await startProcess(environment);
  if ('status' in started) throw new Error(`the server did not start: ${started.printed}`);
  return started;
}
