import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from './json-text.ts';
import { parsePointer, under } from './pointer.ts';

const TEXT = `{
  "name": "a { \\" , [",
  "list": [
    1,
    { "a/b": true,
      "c~d": [] }
  ], "last":
    null
}`;

describe('lines', () => {
  const parsed = parseJsonText(TEXT);
  const lines = parsed.ok ? Object.fromEntries(parsed.lines()) : {};
  test('are those where each place begins', () => {
    expect(lines).toEqual({
      '': 1,
      '/name': 2,
      '/list': 3,
      '/list/0': 4,
      '/list/1': 5,
      '/list/1/a~1b': 5,
      '/list/1/c~0d': 6,
      '/last': 7,
    });
  });

  test('of a syntax error is told where the engine says it', () => {
    expect(parseJsonText('{\n  "a": 1\n  "b": 2\n}')).toMatchObject({ ok: false, line: 3 });
  });
});

test('what JSON.parse reads is read alike, with a line for every place', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(3), (value, indent) => {
      const parsed = parseJsonText(JSON.stringify(value, null, indent));
      if (!parsed.ok) return expect(parsed.sentence).toContain('surrogate');
      expect(parsed.value).toEqual(JSON.parse(JSON.stringify(value)));
      const lines = parsed.lines();
      for (const place of placesOf(value, '')) expect(lines.has(place)).toBe(true);
    }),
  );
});

function placesOf(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([step, inner]) => placesOf(inner, under(at, step)))];
}

test.each([
  ['a name twice', '{"a":{"b":1,"b":2}}', '/a/b'],
  ['a name twice, once with an escape', '{"b":1,"\\u0062":2}', '/b'],
  ['half of a pair, escaped', '["\\ud800"]', '/0'],
  ['half of a pair, as it is', `["${String.fromCharCode(0xdc00)}"]`, '/0'],
])('%s is refused, with its place', (_what, text, at) =>
  expect(parseJsonText(text)).toMatchObject({ ok: false, at, line: 1 }),
);

test.each([
  ['text that looks like a name', '{"a":"\\"b\\":","c":["d:",":"]}'],
  ['a whole pair, escaped', '["\\ud83d\\ude00"]'],
])('%s is read', (_what, text) => expect(parseJsonText(text)).toMatchObject({ ok: true }));

test('nesting ends at 24', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(parseJsonText(nested(24))).toMatchObject({ ok: true });
  expect(parseJsonText(nested(25))).toMatchObject({ ok: false });
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => void parseJsonText(text)),
  );
});

test('a pointer gives back the steps it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (steps) => {
      expect(parsePointer(under('', ...steps))).toEqual(steps);
    }),
  );
  for (const wrong of ['a', '/~', '/~2']) expect(parsePointer(wrong)).toBeUndefined();
});
