import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeUtf8 } from '@rapport/record';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NewestSigned, readNewestSigned } from './newest-signed.ts';

let folder: string;
let heard: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-newest-'));
  heard = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): NewestSigned => new NewestSigned(folder, (error) => heard.push(error));
const checkpoint = (size: number, lines = 1) => ({ size, note: encodeUtf8(`${size}\n`.repeat(lines)) });
const kept = (): string => Buffer.from(readNewestSigned(folder) ?? []).toString();

test('the newest stays, in whatever order they come', async () => {
  const newest = open();
  await Promise.all([3, 9, 4, 1].map((size) => newest.keep(checkpoint(size))));
  expect(kept()).toBe('9\n');
  await newest.keep(checkpoint(9, 2));
  await newest.keep(checkpoint(9));
  expect(kept()).toBe('9\n9\n');
  expect([heard, readdirSync(folder)]).toEqual([[], ['newest-checkpoint']]);
});

test('what cannot be written is told once, until it can be again', async () => {
  const newest = open();
  mkdirSync(join(folder, 'newest-checkpoint'));
  for (const size of [1, 2, 3]) await newest.keep(checkpoint(size));
  await newest.sync();
  expect(heard).toHaveLength(1);
  expect(() => readNewestSigned(folder)).toThrow(/cannot be read .*Make it readable/);
  rmSync(join(folder, 'newest-checkpoint'), { recursive: true });
  await newest.keep(checkpoint(4));
  expect(kept()).toBe('4\n');
});

test('what a killed process left half written is cleared away, what another writes is not', () => {
  const [old, young] = ['newest-checkpoint.11', 'newest-checkpoint.12'].map((name) => join(folder, name));
  for (const path of [old, young]) writeFileSync(path ?? '', '');
  utimesSync(old ?? '', 1, 1);
  open();
  expect(readdirSync(folder)).toEqual(['newest-checkpoint.12']);
});
