// A disk that is really full: database, key and all on a file system of a few megabytes, where this user may mount one.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '@rapport/api';
import { afterAll, expect, test } from 'vitest';
import { type ServerProcess, startedProcess, startProcess } from '../testing/server-process.ts';
import { clientOf, fetchSoundCheckpoint, signedNotices } from './process-notices.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=192m', 'tmpfs', folder]).status === 0;
const balloon = join(folder, 'balloon');
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.stop('SIGKILL');
  if (mounted) spawnSync('umount', ['--lazy', folder]);
  rmdirSync(folder);
});

/** Takes up all the room there is. */
function fill(): void {
  const file = openSync(balloon, 'w');
  try {
    for (let size = 2 ** 20; size >= 4096; ) {
      try {
        writeSync(file, randomBytes(size));
      } catch {
        size /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}

async function tryToFile(url: string, note: string): Promise<[number, string | undefined, Receipt]> {
  const headers = { 'content-type': 'text/plain' };
  const answer = await fetch(`${url}/api/v1/notices`, { method: 'POST', headers, body: note });
  const json = (await answer.json()) as Receipt & { code?: string };
  return [answer.status, json.code, json];
}

test.skipIf(!mounted)(
  'nothing is lost, filings are refused with the reason, and go on when there is room',
  async () => {
    const environment = { RAPPORT_DATA: folder, RAPPORT_LOG_LEVEL: 'fatal' };
    server = await startedProcess(environment);
    const notes = await signedNotices(folder, 4000);
    const taken = new Map<string, Receipt>();
    const refused: string[] = [];
    for (const note of notes.splice(0, 5)) taken.set(note, await clientOf(server.url).file({ note }));
    fill();
    while (refused.length < 3 && notes.length > 0) {
      const note = notes.pop() ?? '';
      const [status, code, receipt] = await tryToFile(server.url, note);
      if (status === 201) taken.set(note, receipt);
      else {
        expect(['507 storage-full', '503 unavailable']).toContain(`${status} ${code}`);
        refused.push(note);
      }
    }
    expect(refused).toHaveLength(3);
    await server.stop('SIGKILL');
    const outcome = await startProcess(environment);
    if ('url' in outcome) server = outcome;
    else expect(outcome.printed).toMatch(/no room left|The disk is full/);
    rmSync(balloon);
    if (!('url' in outcome)) server = await startedProcess(environment);
    const { url } = server;
    await expect
      .poll(async () => (await tryToFile(url, refused[0] ?? ''))[0], { timeout: 30_000 })
      .toBeLessThan(300);
    for (const note of refused.slice(1)) expect((await tryToFile(url, note))[0]).toBeLessThan(300);
    for (const [note, receipt] of taken) expect((await tryToFile(url, note))[2]).toEqual(receipt);
    expect((await fetchSoundCheckpoint(url)).size).toBeGreaterThanOrEqual(86 + taken.size + 3);
  },
  120_000,
);
