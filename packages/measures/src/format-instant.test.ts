import { expect, test } from 'vitest';
import { formatDay, formatInstant } from './format-instant.ts';

const at = Date.parse('2027-03-01T09:05:07Z');

test.each([
  ['en', 'Asia/Almaty', '1 March 2027 at 14:05:07 GMT+5 (09:05:07 UTC)'],
  ['en', 'UTC', '1 March 2027 at 09:05:07 UTC'],
  ['ru', 'Asia/Almaty', '1 марта 2027 г. в 14:05:07 GMT+5 (09:05:07 UTC)'],
])('an instant in %s and %s', (language, zone, text) => {
  expect(formatInstant(at, language, zone).replaceAll('\u202f', ' ')).toBe(text);
});

test('where UTC has another day, it says so', () => {
  expect(formatInstant(Date.parse('2027-03-01T22:00:00Z'), 'en', 'Asia/Almaty')).toBe(
    '2 March 2027 at 03:00:00 GMT+5 (1 March 2027 at 22:00:00 UTC)',
  );
});

test('a day has no zone', () => {
  expect(formatDay('2027-03-01', 'en')).toBe('1 March 2027');
  expect(formatDay('soon', 'en')).toBe('soon');
});
