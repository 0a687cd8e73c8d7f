// The lint rules that this design leans on, each with a refused example: a rule switched off shows here.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkout } from '../bootstrap/checkout.mjs';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json'])
    cpSync(join(checkout, file), join(folder, file));
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "extends": "./tsconfig.base.json", "include": ["packages"] }',
  );
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true }));

function lint(path: string, text: string): string[] {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const args = [join(checkout, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--format=json', path];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1'));
}

test.each([
  ['no-restricted-properties', 'export const now = (): number => Date.now();'],
  ['no-restricted-properties', 'export const luck = (): number => Math.random();'],
  ['no-restricted-globals', 'export const home = process.env;'],
  ['no-restricted-globals', "export const page = fetch('/');"],
  ['no-restricted-globals', 'export const bytes = crypto.getRandomValues(new Uint8Array(8));'],
  ['no-console', "console.log('x');"],
])('pure packages: %s refuses %s', (rule, text) => {
  for (const name of ['record', 'measures', 'notices', 'sealing']) {
    expect(lint(`packages/${name}/src/example.ts`, text)).toContain(rule);
  }
  expect(lint('packages/server/src/example.ts', text)).not.toContain(rule);
});

test.each([
  ['no-floating-promises', 'export async function a(): Promise<void> {}\na();'],
  ['no-explicit-any', 'export const a = (b: any): number => 1;'],
  ['no-default-export', 'export default 1;'],
  ['no-non-null-assertion', 'export const a = (b?: string): string => b!;'],
  ['eqeqeq', 'export const a = (b: number): boolean => b == 1;'],
  ['only-throw-error', "export function a(): void {\n  throw 'text';\n}"],
  [
    'switch-exhaustiveness-check',
    "export function a(b: 'x' | 'y'): void {\n  switch (b) {\n    case 'x':\n      return;\n  }\n}",
  ],
])('everywhere: %s refuses %s', (rule, text) => {
  expect(lint('packages/server/src/example.ts', text)).toContain(rule);
});

test('a test without an assertion is refused', () => {
  const text = "import { test } from 'vitest';\ntest('works', () => {});";
  expect(lint('packages/server/src/example.test.ts', text)).toContain('expect-expect');
});
