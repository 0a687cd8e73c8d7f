import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WitnessesView } from '@rapport/api';
import {
  checkPolicy,
  encodeUtf8,
  type Policy,
  parsePolicy,
  parseTlogProof,
  signCheckpoint,
} from '@rapport/record';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HeadError } from '../log/head-error.ts';
import { suite } from '../log/platform.ts';
import { exerciseDraft } from '../testing/exercise.ts';
import { fileDraft, openTestServer, type TestServer } from '../testing/test-server.ts';
import { TestWitness } from '../testing/test-witness.ts';
import { checkWitnesses } from './check-witnesses.ts';
import { readWitnesses } from './read-witnesses.ts';

let folder: string;
let witnesses: TestWitness[] = [];
let test_: TestServer | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-witnesses-'));
  witnesses = await Promise.all(['first', 'second'].map((name) => TestWitness.open(name)));
});
afterEach(async () => {
  await test_?.close();
  test_ = undefined;
  for (const witness of witnesses) await witness.close();
  rmSync(folder, { recursive: true });
});

function policyFile(quorum: string): string {
  const file = join(folder, 'witnesses');
  writeFileSync(
    file,
    `${witnesses.map(({ line }) => line).join('')}group both all first second\nquorum ${quorum}\n`,
  );
  return file;
}

/** A server of a log that the first `trusting` witnesses trust. */
async function open(quorum: string, trusting: number): Promise<TestServer> {
  const opened = await openTestServer({ RAPPORT_WITNESSES: policyFile(quorum) });
  const { ed25519, mlDsa44 } = opened.server.logKey;
  for (const witness of witnesses.slice(0, trusting)) witness.trust([ed25519.key, mlDsa44]);
  return opened;
}

async function stateOf({ app }: TestServer): Promise<WitnessesView> {
  return (await app.inject({ url: '/api/v1/witnesses' })).json();
}

async function servedPolicy({ app }: TestServer, path: string): Promise<Policy> {
  const parsed = parsePolicy((await app.inject({ url: path })).payload);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.value;
}

async function judged(test: TestServer, path: string): Promise<string[]> {
  const bytes = new Uint8Array((await test.app.inject({ url: '/log/checkpoint' })).rawPayload);
  const { findings } = await checkPolicy(await servedPolicy(test, path), bytes, suite);
  return findings.map(({ code }) => code);
}

describe('a log with two witnesses', () => {
  test('has its newest checkpoint cosigned by both, filing after filing', async () => {
    test_ = await open('both', 2);
    for (let count = 0; count < 3; count++) {
      const { index } = await fileDraft(test_, exerciseDraft());
      const now = test_;
      await vi.waitFor(async () => expect((await stateOf(now)).witnessed).toBeGreaterThan(index), 8000);
    }
    const state = await stateOf(test_);
    expect(state.witnesses.map(({ name, size, problem }) => [name, size, problem])).toEqual([
      ['first', state.size, undefined],
      ['second', state.size, undefined],
    ]);
    expect(await judged(test_, '/log/witnessed-policy')).toEqual([]);
    expect(await judged(test_, '/log/policy')).toEqual([]);
  });

  test('gives the sender a second receipt once the quorum is reached, and none before', async () => {
    test_ = await open('both', 1);
    const { id, index, proof } = await fileDraft(test_, exerciseDraft());
    const mn = await test_.client('MN');
    const now = test_;
    await vi.waitFor(
      async () => expect((await stateOf(now)).witnesses[0]?.size).toBeGreaterThan(index),
      8000,
    );
    expect(await mn.witnessedReceipt(id)).toEqual({ witnesses: 2 });
    const { ed25519, mlDsa44 } = test_.server.logKey;
    witnesses[1]?.trust([ed25519.key, mlDsa44]);
    await fileDraft(test_, exerciseDraft());
    await vi.waitFor(async () => expect((await mn.witnessedReceipt(id)).receipt).toBeDefined(), 8000);
    const { receipt } = await mn.witnessedReceipt(id);
    const policy = await servedPolicy(test_, '/log/witnessed-policy');
    const codes = await Promise.all(
      [proof, receipt?.proof ?? ''].map(async (text) => {
        const parsed = parseTlogProof(text);
        if (!parsed.ok) throw new Error(parsed.code);
        const { findings } = await checkPolicy(policy, encodeUtf8(parsed.value.checkpoint), suite);
        return findings.map(({ code }) => code);
      }),
    );
    expect(codes).toEqual([['policy-quorum-not-met'], []]);
    expect(receipt).toMatchObject({ id, index });
  });

  test('takes in without one of them, and everybody sees which is missing', async () => {
    test_ = await open('both', 1);
    await fileDraft(test_, exerciseDraft());
    const now = test_;
    await vi.waitFor(async () => {
      const { size, witnesses: states } = await stateOf(now);
      expect(states.find(({ name }) => name === 'first')?.size).toBe(size);
    }, 8000);
    const { witnessed, witnesses: states } = await stateOf(test_);
    expect(witnessed).toBeUndefined();
    expect(states.find(({ name }) => name === 'second')).toEqual({ name: 'second', problem: 'answered 404' });
    expect(await judged(test_, '/log/policy')).toEqual([]);
    expect(await judged(test_, '/log/witnessed-policy')).toEqual(['policy-quorum-not-met']);
  });

  test('goes on where a witness was away', async () => {
    test_ = await open('both', 1);
    await fileDraft(test_, exerciseDraft());
    const { ed25519, mlDsa44 } = test_.server.logKey;
    const [, second] = witnesses;
    const now = test_;
    await vi.waitFor(
      async () => expect((await stateOf(now)).witnesses[1]?.problem).toBe('answered 404'),
      8000,
    );
    second?.trust([ed25519.key, mlDsa44]);
    const { index } = await fileDraft(test_, exerciseDraft());
    await vi.waitFor(async () => expect((await stateOf(now)).witnessed).toBeGreaterThan(index), 8000);
  });
});

describe('before a log goes on', () => {
  test('a witness that saw more of it stops it, one that saw another history too, one that is away does not', async () => {
    test_ = await open('both', 2);
    const { index } = await fileDraft(test_, exerciseDraft());
    const now = test_;
    await vi.waitFor(async () => expect((await stateOf(now)).witnessed).toBeGreaterThan(index), 8000);
    const { origin, logKey, tiles } = test_.server;
    const { frontier } = await test_.server.readHead();
    const head = { size: frontier.size, root: witnesses[0]?.last?.checkpoint.root ?? new Uint8Array() };
    const own = { origin, keys: [logKey.ed25519.key, logKey.mlDsa44], tiles, head };
    const known = readWitnesses(join(folder, 'witnesses')).witnesses;
    expect(await checkWitnesses(known, own)).toEqual([]);
    await expect(checkWitnesses(known, { ...own, head: { ...head, size: 3 } })).rejects.toThrow(HeadError);
    const forked = { origin, size: head.size, root: new Uint8Array(32).fill(5) };
    await witnesses[1]?.cosign(forked, await signCheckpoint(forked, [logKey.ed25519]));
    await expect(checkWitnesses(known, own)).rejects.toThrow('another history');
    await witnesses[1]?.close();
    expect(await checkWitnesses(known, own)).toEqual([expect.stringContaining('second cannot be reached')]);
  });

  test.each([
    ['no policy', 'witness first\n'],
    ['a witness without address', 'LINE\nquorum none\n'],
    ['no quorum', ''],
  ])('%s is refused in the operator’s words', (_what, text) => {
    const file = join(folder, 'bad');
    const line = witnesses[0]?.line.replace(/ http\S+\n/, '') ?? '';
    writeFileSync(file, text.replace('LINE', line));
    expect(() => readWitnesses(file)).toThrow(file);
  });
});
