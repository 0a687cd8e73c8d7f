import { expect, test } from 'vitest';
import { minutesOf, timeText } from './wishes.ts';

test('minutes of the day come back from the text of a field', () => {
  for (let minutes = 0; minutes < 1440; minutes += 1) expect(minutesOf(timeText(minutes))).toBe(minutes);
});

test.each(['', '24:00', '7:00', '07:60', '07:00:00'])('%s is no time of day', (text) => {
  expect(minutesOf(text)).toBeUndefined();
});
