import { expect, test } from 'vitest';
import { formatReference, parseReference, seriesOf } from './reference.ts';

test.each([
  ['NOT', 'XA', 2027, 12, 'CABC/NOT/XA/2027/0012'],
  ['REG', 'ABC', 2027, 1, 'CABC/REG/ABC/2027/0001'],
  ['NOT', 'XA', 2030, 12_345, 'CABC/NOT/XA/2030/12345'],
] as const)('%s of %s in %i, number %i', (series, participant, year, number, reference) => {
  expect(formatReference('CABC', { series, participant, year, number })).toBe(reference);
  expect(parseReference(reference)).toEqual({ series, participant, year, number });
});

test.each(['CABC/NOT/XA/2027/012', 'CABC/OWN/XA/2027/0012', 'NOT/XA/2027/0012', 'CABC/NOT/XA/2027/0012 '])(
  '%s is no reference',
  (text) => {
    expect(parseReference(text)).toBeUndefined();
  },
);

test('what lists show is numbered as notices, all else as a register', () => {
  expect(
    [['calendar', 'list'], ['directory'], []].map((views) =>
      seriesOf({ shows: views.map((view) => ({ view })) }),
    ),
  ).toEqual(['NOT', 'REG', 'REG']);
});
