import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from './testing/run-script.ts';
import { testSurroundings } from './testing/surroundings.ts';

// Against a real server process, started by our own command, over a data folder of its own.
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'rapport-cli-live-'));
const environment = {
  PATH: process.env['PATH'] ?? '',
  RAPPORT_DATA: data,
  RAPPORT_PORT: '0',
  RAPPORT_LOG_LEVEL: 'error',
};
let server: ChildProcess | undefined;
let url = '';

beforeAll(async () => {
  server = spawn(process.execPath, [main, 'serve'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await ready(server);
});

afterAll(async () => {
  await end(server);
  rmSync(data, { recursive: true, force: true });
});

function ready(child: ChildProcess): Promise<string> {
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

/** @returns the exit status that `rapport serve` handed on */
async function end(child: ChildProcess | undefined): Promise<number | null> {
  if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

test('filing, reading, proving and verifying', async () => {
  const surroundings = testSurroundings((address, init) => fetch(address, init));
  const journey = readFileSync(new URL('./scripts/live/journey.txt', import.meta.url), 'utf8');
  const values = { server: url, keys: join(data, 'demonstration/keys'), policy: join(data, 'policy') };
  try {
    expect(await runScript(journey, surroundings, values)).toEqual([]);
  } finally {
    surroundings.remove();
  }
});

test('doctor finds the running installation sound, and the stopped one too', async () => {
  expect(await doctor()).toEqual({ status: 0, bad: [] });
  expect(await end(server)).toBe(0);
  expect(await doctor()).toEqual({ status: 0, bad: [] });
});

/** The command as a shell runs it. */
async function doctor(): Promise<{ status: number | null; bad: unknown[] }> {
  const child = spawn(process.execPath, [main, 'doctor', '--json'], {
    env: environment,
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
