import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Checkpoint,
  checkWitnessAnswer,
  encodeAddCheckpoint,
  encodeNote,
  encodeVerifierKey,
  parseNote,
  sha256,
  signCheckpoint,
} from '@rapport/record';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { contextOf } from '../io/surroundings.ts';
import { origin, signerOf } from '../testing/log-site.ts';
import { type TestSurroundings, testSurroundings } from '../testing/surroundings.ts';
import { suite } from '../verify/platform.ts';
import { type ListeningWitness, serveWitness } from './serve-witness.ts';
import { Witness } from './witness.ts';
import { lockFolder, originHash, readLogs } from './witness-folder.ts';
import { readWitnessKey } from './witness-key.ts';

const log = signerOf(7);
let surroundings: TestSurroundings;
let folder: string;
let listening: ListeningWitness | undefined;

beforeEach(async () => {
  surroundings = testSurroundings();
  folder = join(surroundings.folder, 'witness');
  const begun = await run(['witness', 'init', '--name', 'witness.invalid/xa']);
  const trusted = await run(['witness', 'trust', encodeVerifierKey(log.key)]);
  if (begun.status !== 0 || trusted.status !== 0) throw new Error('the witness could not be set up');
});
afterEach(async () => {
  await listening?.close();
  listening = undefined;
  surroundings.remove();
});

async function run(args: string[]): Promise<{ status: number; said: string }> {
  let said = '';
  const keep = (text: string | Uint8Array): void => {
    said += String(text);
  };
  const status = await runCommandLine(args, { ...surroundings, writeOut: keep, writeError: keep });
  return { status, said };
}

async function start(): Promise<string> {
  await listening?.close();
  const context = contextOf(surroundings, 'en');
  const key = readWitnessKey(context, 'witness');
  const logs = await readLogs(context, 'witness', key.key);
  const parts = { key, logs, folder, now: surroundings.now, tellEvidence: () => undefined };
  listening = await serveWitness(new Witness(parts), '127.0.0.1', 0, () => undefined);
  return listening.url;
}

function checkpoint(size: number, mark: number): Checkpoint {
  return { origin, size, root: sha256(Uint8Array.of(mark)) };
}

async function post(url: string, old: number, claimed: Checkpoint, signer = log) {
  const note = encodeNote(await signCheckpoint(claimed, [signer]));
  const body = Buffer.from(encodeAddCheckpoint(old, [], note));
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('cosigns, keeps what it cosigned over a restart, and serves it with both signatures', async () => {
  let url = await start();
  const first = checkpoint(5, 1);
  const { status, text } = await post(url, 0, first);
  expect(status).toBe(200);
  const { key } = readWitnessKey(surroundings, 'witness');
  const note = await signCheckpoint(first, []);
  expect(await checkWitnessAnswer(Buffer.from(text), note.text, key, suite)).toMatchObject({
    kind: 'cosigned',
    time: surroundings.now() / 1000,
  });
  url = await start();
  const kept = await fetch(`${url}/${originHash(origin)}/checkpoint`);
  const served = parseNote(new Uint8Array(await kept.arrayBuffer()));
  expect(served.ok && served.value.signatures.map(({ name }) => name)).toEqual([
    origin,
    'witness.invalid/xa',
  ]);
  expect(await post(url, 0, first)).toMatchObject({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
});

test('every refusal has its status', async () => {
  const url = await start();
  expect((await post(url, 0, { ...checkpoint(5, 1), origin: 'xyz.invalid/log' })).status).toBe(404);
  expect((await post(url, 0, checkpoint(5, 1), signerOf(8))).status).toBe(403);
  expect((await post(url, 6, checkpoint(5, 1))).status).toBe(400);
  expect((await fetch(`${url}/add-checkpoint`, { method: 'POST', body: 'old 1\n' })).status).toBe(400);
  const long = new Uint8Array(1_100_000);
  expect((await fetch(`${url}/add-checkpoint`, { method: 'POST', body: long })).status).toBe(413);
  expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
  expect((await fetch(`${url}/${originHash(origin)}/checkpoint`)).status).toBe(404);
  expect((await fetch(`${url}/`)).status).toBe(404);
});

test('of many histories sent at once exactly one is cosigned', async () => {
  const url = await start();
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((mark) => post(url, 0, checkpoint(5, mark))));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 409, 409, 409, 409, 409,
  ]);
});

test('two roots of one size are kept, and verify says what they prove', async () => {
  const url = await start();
  await post(url, 0, checkpoint(5, 1));
  expect((await post(url, 5, checkpoint(5, 2))).status).toBe(422);
  const [name = ''] = readdirSync(join(folder, 'evidence'));
  const trusted = ['--log-key', encodeVerifierKey(log.key)];
  const verified = await run(['verify', `witness/evidence/${name}`, ...trusted]);
  expect(verified.status).toBe(0);
  expect(verified.said).toContain(
    'PROVED: the log abc.rapport.invalid/log signed two histories. For 5 entries',
  );
  const other = await run([
    'verify',
    `witness/evidence/${name}`,
    '--log-key',
    encodeVerifierKey(signerOf(8).key),
  ]);
  expect(other).toMatchObject({ status: 1, said: expect.stringContaining('evidence-not-signed') });
});

test('a wrong proof is kept once and proves nothing by itself', async () => {
  const url = await start();
  await post(url, 0, checkpoint(5, 1));
  expect((await post(url, 5, checkpoint(9, 2))).status).toBe(422);
  expect((await post(url, 5, checkpoint(9, 3))).status).toBe(422);
  const names = readdirSync(join(folder, 'evidence'));
  expect(names).toEqual([`suspicion-${originHash(origin)}.json`]);
  const trusted = ['--log-key', encodeVerifierKey(log.key)];
  const verified = await run(['verify', `witness/evidence/${names[0]}`, ...trusted]);
  expect(verified).toMatchObject({ status: 1, said: expect.stringContaining('evidence-shows-nothing') });
});

test('does not start over a state that is damaged or lost', async () => {
  const url = await start();
  await post(url, 0, checkpoint(5, 1));
  const file = join(folder, 'state', originHash(origin));
  const good = readFileSync(file, 'utf8');
  for (const bad of [
    '',
    good.slice(0, -9),
    good.replace('\n5\n', '\n4\n'),
    good.split('\n').slice(0, -2).join('\n'),
  ]) {
    writeFileSync(file, bad);
    await expect(start()).rejects.toThrow('damaged or lost');
  }
  writeFileSync(file, good);
  await start();
  writeFileSync(
    join(folder, 'logs'),
    `${encodeVerifierKey(log.key)}\n${encodeVerifierKey({ ...log.key })}x\n`,
  );
  await expect(start()).rejects.toThrow('damaged or lost');
});

test('where the state cannot be written nothing is cosigned', async () => {
  const url = await start();
  mkdirSync(join(folder, 'state', `${originHash(origin)}.new`));
  expect((await post(url, 0, checkpoint(5, 1))).status).toBe(500);
  expect((await fetch(`${url}/${originHash(origin)}/checkpoint`)).status).toBe(404);
});

test('one folder has one witness', async () => {
  const lock = lockFolder(folder);
  expect(await run(['witness', 'run', '--listen', '127.0.0.1:0'])).toMatchObject({
    status: 2,
    said: expect.stringContaining('Another witness runs on'),
  });
  lock.release();
  lockFolder(folder).release();
});

test('a folder named by its whole path is the same folder', async () => {
  const whole = join(surroundings.folder, 'elsewhere');
  expect(await run(['witness', 'init', '--name', 'witness.invalid/xb', '--folder', whole])).toMatchObject({
    status: 0,
  });
  const trusted = await run(['witness', 'trust', encodeVerifierKey(log.key), '--folder', whole]);
  expect(trusted).toMatchObject({ status: 0 });
});
