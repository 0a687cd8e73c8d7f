import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LiveServer, main, startLiveServer } from './testing/live-server.ts';
import { runScript } from './testing/run-script.ts';
import { testSurroundings } from './testing/surroundings.ts';

// Against a real server process, started by our own command, over a data folder of its own.
let server: LiveServer | undefined;

beforeAll(async () => {
  server = await startLiveServer();
});
afterAll(async () => {
  await server?.stop();
  server?.remove();
});

function started(): LiveServer {
  if (server === undefined) throw new Error('the server did not start');
  return server;
}

test('filing, reading, proving and verifying', async () => {
  const surroundings = testSurroundings((address, init) => fetch(address, init));
  const journey = readFileSync(new URL('./scripts/live/journey.txt', import.meta.url), 'utf8');
  const { url, data } = started();
  const values = { server: url, keys: join(data, 'demonstration/keys'), policy: join(data, 'policy') };
  try {
    expect(await runScript(journey, surroundings, values)).toEqual([]);
  } finally {
    surroundings.remove();
  }
});

test('doctor finds the running installation sound, and the stopped one too', async () => {
  expect(await doctor()).toEqual({ status: 0, bad: [] });
  expect(await started().stop()).toBe(0);
  expect(await doctor()).toEqual({ status: 0, bad: [] });
});

/** The command as a shell runs it. */
async function doctor(): Promise<{ status: number | null; bad: unknown[] }> {
  const child = spawn(process.execPath, [main, 'doctor', '--json'], {
    env: { PATH: process.env['PATH'] ?? '', RAPPORT_DATA: started().data, RAPPORT_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const { checks } = JSON.parse(printed) as { checks: { ok: boolean }[] };
  return { status, bad: checks.filter(({ ok }) => !ok) };
}
