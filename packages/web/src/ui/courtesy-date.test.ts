import { expect, test } from 'vitest';
import { courtesyDate, readersCalendar } from './courtesy-date.ts';

const at = Date.parse('2027-03-01T09:05:07Z');

test.each([
  ['fa-IR', 'persian'],
  ['th-TH', 'buddhist'],
  ['ar-SA-u-ca-islamic-umalqura', 'islamic-umalqura'],
  ['ar-EG', undefined],
  ['en-GB', undefined],
])('the calendar of %s beside the Gregorian one', (locale, calendar) => {
  expect(readersCalendar('device', locale)).toBe(calendar);
});

test('a choice of calendar comes before the device, and "none" is a choice', () => {
  expect(readersCalendar('persian', 'en-GB')).toBe('persian');
  expect(readersCalendar('gregory', 'fa-IR')).toBeUndefined();
});

test.each([
  ['persian', '10 Esfand 1405 AP'],
  ['buddhist', 'March 1, 2570 BE'],
  ['islamic-umalqura', 'Ramadan 22, 1448 AH'],
])('the same day in the %s calendar, in Latin digits', (calendar, text) => {
  const said = courtesyDate(at, 'en', 'Asia/Almaty', calendar);
  expect(said.match(/\d+/g)?.toSorted()).toEqual(text.match(/\d+/g)?.toSorted());
});
