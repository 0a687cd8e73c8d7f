import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vectorsRoot } from './testing/sample-organisation.ts';

const folders = ['notices', 'entries', 'filings', 'proof-files', 'witness-times'];

test.each(['notice', 'log'])('docs/spec/%s.md names vectors that there are', (name) => {
  const text = readFileSync(`${vectorsRoot}../docs/spec/${name}.md`, 'utf8');
  const named = [...text.matchAll(/`((?:accepted|refused)-[a-z0-9-]+)`/g)].map(([, vector]) => vector ?? '');
  const isThere = (vector: string): boolean =>
    folders.some((folder) => existsSync(`${vectorsRoot}${folder}/${vector}.json`));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((vector) => !isThere(vector))).toEqual([]);
});

/** What a specification shows first is real: the very bytes of a vector. */
test.each([
  ['notice', (file: Shown) => file.entries[3]?.note],
  ['log', (file: Shown) => file.entries[3]?.entry],
  ['log', (file: Shown) => file.checkpoint],
])('the example of docs/spec/%s.md is a vector, byte for byte', (name, part) => {
  const text = readFileSync(`${vectorsRoot}../docs/spec/${name}.md`, 'utf8');
  const path = `${vectorsRoot}proof-files/accepted-ed25519-alone.json`;
  const { file } = JSON.parse(readFileSync(path, 'utf8')) as { file: string };
  const shown = part(JSON.parse(file) as Shown) ?? 'missing';
  expect(text).toContain(`\`\`\`\n${shown}\`\`\``);
});

interface Shown {
  readonly checkpoint: string;
  readonly entries: readonly { readonly note: string; readonly entry: string }[];
}
