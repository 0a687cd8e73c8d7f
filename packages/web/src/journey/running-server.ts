import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const buildFile = fileURLToPath(new URL('../../../../tools/bootstrap/run.mjs', import.meta.url));
const serverFile = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));

/** A server of its own with an empty demonstration, and how to end it. */
export interface RunningServer {
  readonly base: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the real server on a free port, with its data in a folder of its own and the pages as they were built.
 *
 * @param settings - environment beside the port and the folder
 */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-journey-'));
  const port = await freePort();
  const environment = {
    ...process.env,
    ...settings,
    RAPPORT_PORT: String(port),
    RAPPORT_DATA: folder,
  };
  const child = spawn(process.execPath, [serverFile], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await readyOf(child);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { base: `http://127.0.0.1:${port}`, stop };
}

/**
 * Builds the pages where something that they are made of has changed: in a process of its own, since a test run's
 * environment would give React's development build. What `npm test` has built already is left alone: other tests start
 * servers that read it at this moment.
 */
export async function buildPages(): Promise<void> {
  const child = spawn(process.execPath, [buildFile, 'build'], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the pages could not be built: ${String(code)}`);
}

/** Waits for the line that says it listens. @throws with all that the server said, where it ends instead */
async function readyOf(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (said.includes('Rapport is ready')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
