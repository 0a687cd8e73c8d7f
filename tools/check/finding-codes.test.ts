import { expect, test } from 'vitest';
import { checkFindingCodes } from './finding-codes.ts';

function check(...texts: string[]): string[] {
  const files = texts.map((text, index) => ({ path: `packages/notices/src/f${index}.ts`, text }));
  return checkFindingCodes(files).map(({ where, sentence }) => `${where} ${sentence}`);
}

test('each code once, however it is declared; using it is not declaring it', () => {
  expect(
    check(
      "export type Finding =\n  | { code: 'key-unknown'; key: KeyId }\n  | { code: 'key-expired' };\n\nconst f = { code: 'key-unknown' };\n",
      "export type RuleCode =\n  | 'thread-closed'\n  | 'step-unknown';\n\n/** 'thread-closed' */\nexport type All = RuleCode | Finding['code'];\n",
      "export interface Answer {\n  readonly code: 'answer-missing' | 'answer-form';\n}\n",
    ),
  ).toEqual([]);
});

test.each([
  [
    "type A =\n  | { code: 'x-y'; key: K }\n  | { code: 'z' };\n",
    "interface B {\n  readonly code: 'x-y';\n}\n",
  ],
  ["type ACode =\n  | 'w'\n  | 'x-y';\n", "type B = { code: 'x-y' };\n"],
  ["const aCodes = [\n  'x-y',\n] as const;\n", "type BCode = 'x-y';\n"],
  ["type A = { code: 'w' | 'x-y' };\n", "type BCode = 'x-y';\n"],
])('refuses a code declared twice: %s', (first, second) => {
  expect(check(first, second)).toEqual([
    expect.stringMatching(/^packages\/notices\/src\/f1.ts:\d the code 'x-y' is declared in/),
  ]);
});

test('a repetition within one union is refused too', () => {
  expect(check("export type RuleCode =\n  | 'a-b'\n  | 'a-b';\n")).toHaveLength(1);
});
