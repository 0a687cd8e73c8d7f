import { expect, test } from 'vitest';
import { instantAt, wallClockOf } from './zoned-time.ts';

test.each([
  ['2027-03-01T14:05', 'UTC', '2027-03-01T14:05:00Z'],
  ['2027-03-01T14:05', 'Asia/Almaty', '2027-03-01T09:05:00Z'],
  ['2027-03-01T02:05', 'Asia/Kathmandu', '2027-02-28T20:20:00Z'],
])('%s in %s is %s', (wall, zone, instant) => {
  expect(instantAt(wall, zone)).toBe(instant);
  expect(wallClockOf(Date.parse(instant), zone)).toBe(wall);
});

test('what is no wall clock is no instant', () => {
  expect(instantAt('', 'UTC')).toBeUndefined();
});
