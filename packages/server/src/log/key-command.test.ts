import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  emptyRoot,
  encodeNote,
  encodeVerifierKey,
  signCheckpoint,
  verifierKey,
  verifyCheckpoint,
} from '@rapport/record';
import { afterAll, expect, test } from 'vitest';
import { openKeyCommand } from './key-command.ts';
import { suite } from './platform.ts';

const origin = 'log.example/test';
const folder = mkdtempSync(join(tmpdir(), 'rapport-key-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program such as a bridge to a hardware module would be, with keys of its own. */
function writeProgram(name: string, keysFor: string): string {
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const mlDsa44 = generateKeyPairSync('ml-dsa-44').privateKey.export({ format: 'jwk' }) as Record<
    string,
    string
  >;
  const keys = [
    verifierKey(keysFor, 'ed25519', Buffer.from(ed25519.x ?? '', 'base64url')),
    verifierKey(keysFor, 'ml-dsa-44-cosignature', Buffer.from(mlDsa44['pub'] ?? '', 'base64url')),
  ].map(encodeVerifierKey);
  const path = join(folder, name);
  const script = `#!${process.execPath}
    const { createPrivateKey, sign } = require('node:crypto');
    const verb = process.argv[2];
    if (verb === 'keys') console.log(${JSON.stringify(keys.join('\n'))});
    else if (verb.startsWith('sign-')) {
      const jwk = verb === 'sign-ed25519' ? ${JSON.stringify(ed25519)} : ${JSON.stringify(mlDsa44)};
      const message = require('node:fs').readFileSync(0);
      console.log(sign(null, message, createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64'));
    } else process.exit(1);`;
  writeFileSync(path, script);
  chmodSync(path, 0o700);
  return path;
}

test('a program that keeps the keys signs checkpoints that verify under both', async () => {
  const key = await openKeyCommand(writeProgram('module.cjs', origin), origin);
  const checkpoint = { origin, size: 0, root: emptyRoot };
  const note = await signCheckpoint(checkpoint, [key.ed25519, key.mlDsa44At(1_800_000_000)]);
  const keys = [key.ed25519.key, key.mlDsa44];
  const outcome = await verifyCheckpoint(encodeNote(note), origin, keys, suite);
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome.ok && outcome.verified.map(({ type }) => type)).toEqual(
    expect.arrayContaining(keys.map(({ type }) => type)),
  );
});

test('a program with keys for another log, and one that is not there, are refused with a sentence', async () => {
  await expect(openKeyCommand(writeProgram('other.cjs', 'elsewhere.example/log'), origin)).rejects.toThrow(
    'two verifier keys for log.example/test',
  );
  await expect(openKeyCommand(join(folder, 'none'), origin)).rejects.toThrow('cannot be run');
});
