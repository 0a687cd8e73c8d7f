import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder, writeWhole } from './data-folder.ts';

let folder: string;
let format: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-data-'));
  format = join(folder, 'format.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(['', undefined])('a folder whose format was not written to the end (%j) is made ready', (text) => {
  if (text !== undefined) writeFileSync(format, text);
  openDataFolder(folder);
  expect(readFileSync(format, 'utf8')).toBe('{"format":1}\n');
});

test.each([
  ['{"format":1', /is damaged/],
  ['{"format":2}', /newer Rapport/],
  ['[]', /is damaged/],
])('%s is refused and left as it is', (text, said) => {
  writeFileSync(format, text);
  expect(() => openDataFolder(folder)).toThrow(said);
  expect(readFileSync(format, 'utf8')).toBe(text);
});

test('what cannot be written leaves the old text and no draft', () => {
  const path = join(folder, 'policy');
  mkdirSync(path); // a file cannot take its name
  expect(() => writeWhole(path, 'new')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(readdirSync(folder)).toEqual(['policy']);
  rmSync(path, { recursive: true });
  writeWhole(path, 'old');
  chmodSync(path, 0o444);
  writeWhole(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
});
