import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coloursIn, contrastOf, controlPairs, looks, textPairs } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

test('the measure itself: black on white is 21, a colour on itself is 1, and the border of 4.5 is known', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastOf('#123456', '#123456')).toBe(1);
  expect(contrastOf('#767676', '#ffffff')).toBeGreaterThan(4.5);
  expect(contrastOf('#777777', '#ffffff')).toBeLessThan(4.5);
});

test.each(
  looks.flatMap((look) => [
    { look, pairs: textPairs, least: look.endsWith('contrast') ? 7 : 4.5, what: 'text' },
    { look, pairs: controlPairs, least: look.endsWith('contrast') ? 4.5 : 3, what: 'controls' },
  ]),
)('$what in $look: at least $least to 1', ({ look, pairs, least }) => {
  const colours = coloursIn(css, look);
  const low = pairs.flatMap(([drawn, ground]) => {
    const ratio = contrastOf(colours.get(drawn) ?? '', colours.get(ground) ?? '');
    return ratio >= least ? [] : [`${drawn} on ${ground}: ${ratio.toFixed(2)}`];
  });
  expect(low).toEqual([]);
});

test('colours stand in the tokens and nowhere else', () => {
  for (const file of ['base', 'masthead', 'layout', 'form', 'register', 'letter']) {
    const sheet = readFileSync(new URL(`./${file}.css`, import.meta.url), 'utf8');
    expect([file, ...(sheet.match(/#[0-9a-f]{3,8}\b|light-dark\(/gi) ?? [])]).toEqual([file]);
  }
});
