import { expect, test } from 'vitest';
import { parseDisplay, untouched } from './display.ts';

test.each([
  null,
  '',
  'no json',
  '[]',
  '7',
  '{"scheme":"purple","text":3}',
  '{"__proto__":{"scheme":"dark"}}',
])('what is no choice of ours counts as untouched: %s', (kept) => {
  expect(parseDisplay(kept)).toEqual(untouched);
});

test('what was chosen is read back, and the rest is untouched', () => {
  expect(parseDisplay('{"scheme":"dark","text":"largest"}')).toEqual({
    ...untouched,
    scheme: 'dark',
    text: 'largest',
  });
});
