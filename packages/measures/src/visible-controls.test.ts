import { expect, test } from 'vitest';
import { visibleControls } from './visible-controls.ts';

test('what turns text round is written out', () => {
  expect(visibleControls('from \u202Eyadnom\u202C on\u2066')).toBe('from ⟦U+202E⟧yadnom⟦U+202C⟧ on⟦U+2066⟧');
});

test('text of every script stays as it is', () => {
  const text = 'Обычный текст\nنص عادي 普通 123';
  expect(visibleControls(text)).toBe(text);
});
