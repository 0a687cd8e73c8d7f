import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the server that does nothing, in a process of its own. @param bytes - of each answer's body */
export async function startEmptyServer(bytes: number): Promise<{ url: string; stop(): void }> {
  const script = fileURLToPath(new URL('./empty-server.ts', import.meta.url));
  const child = spawn(process.execPath, [script, String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: line.toString('utf8').trim(), stop: () => void child.kill() };
}
