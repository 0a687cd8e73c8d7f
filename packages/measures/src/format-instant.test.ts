import { expect, test } from 'vitest';
import { formatDay, formatInstant, formatMoment, formatThere, isSameClock } from './format-instant.ts';

const at = Date.parse('2027-03-01T09:05:07Z');
const plain = (text: string): string => text.replaceAll(/[\u202f\u00a0]/g, ' ').replaceAll('\u200f', '');

test.each([
  ['en', 'Asia/Almaty', '1 March 2027 at 14:05:07 GMT+5 (09:05:07 UTC)'],
  ['en', 'UTC', '1 March 2027 at 09:05:07 UTC'],
  ['en', 'Asia/Kathmandu', '1 March 2027 at 14:50:07 GMT+5:45 (09:05:07 UTC)'],
  ['en', 'America/St_Johns', '1 March 2027 at 05:35:07 GMT-3:30 (09:05:07 UTC)'],
  ['ru', 'Asia/Almaty', '1 марта 2027 г. в 14:05:07 GMT+5 (09:05:07 UTC)'],
])('an instant in %s and %s', (language, zone, text) => {
  expect(plain(formatInstant(at, language, zone))).toBe(text);
});

test('Arabic keeps Latin digits and the Gregorian calendar in what is of record', () => {
  const text = formatInstant(at, 'ar', 'Asia/Riyadh');
  expect(text).toMatch(/2027/);
  expect(text).toMatch(/12:05:07/);
  expect(text).toContain('\u2066GMT+3\u2069');
  expect(text).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
});

test('where UTC has another day, it says so', () => {
  expect(plain(formatInstant(Date.parse('2027-03-01T22:00:00Z'), 'en', 'Asia/Almaty'))).toBe(
    '2 March 2027 at 03:00:00 GMT+5 (1 March 2027 at 22:00:00 UTC)',
  );
});

test.each([
  ['2027-03-28T00:59:00Z', '28 March 2027 at 02:59 GMT+2', '28 March 2027 at 04:59 GMT+4'],
  ['2027-03-28T01:00:00Z', '28 March 2027 at 04:00 GMT+3', '28 March 2027 at 05:00 GMT+4'],
  ['2027-10-31T01:00:00Z', '31 October 2027 at 03:00 GMT+2', '31 October 2027 at 05:00 GMT+4'],
])('summer time moves one zone and not the other: %s', (instant, nicosia, baku) => {
  expect(plain(formatMoment(Date.parse(instant), 'en', 'Asia/Nicosia'))).toBe(nicosia);
  expect(plain(formatMoment(Date.parse(instant), 'en', 'Asia/Baku'))).toBe(baku);
});

test.each([
  ['Asia/Kathmandu', false, '14:50 GMT+5:45, Nepal Time'],
  ['Asia/Kathmandu', true, '14:50 GMT+5:45'],
  ['Pacific/Kiritimati', true, '23:05 GMT+14'],
])('what the clock shows in %s, said to a reader in Almaty', (zone, brief, text) => {
  expect(plain(formatThere(at, 'en', zone, 'Asia/Almaty', brief))).toBe(text);
});

test('where the other zone has another day, it says so', () => {
  const later = at + 3_600_000;
  expect(plain(formatThere(later, 'en', 'Pacific/Kiritimati', 'Asia/Almaty', true))).toBe(
    '2 March 2027 at 00:05 GMT+14',
  );
});

test('two zones are the same clock only while they are', () => {
  expect(isSameClock(at, 'Asia/Almaty', 'Asia/Tashkent')).toBe(true);
  expect(isSameClock(at, 'Asia/Almaty', 'Asia/Kathmandu')).toBe(false);
  const [winter, summer] = [Date.parse('2027-01-15T12:00:00Z'), Date.parse('2027-07-15T12:00:00Z')];
  expect(isSameClock(winter, 'Asia/Nicosia', 'Africa/Tripoli')).toBe(true);
  expect(isSameClock(summer, 'Asia/Nicosia', 'Africa/Tripoli')).toBe(false);
});

test('a day has no zone', () => {
  expect(formatDay('2027-03-01', 'en')).toBe('1 March 2027');
  expect(formatDay('soon', 'en')).toBe('soon');
});
