import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSpan, readLocal } from './local-time.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();

describe('the first instant of a day', () => {
  test.each([
    ['2027-05-10', 'UTC', '2027-05-10T00:00:00.000Z'],
    ['2027-05-10', 'Asia/Kathmandu', '2027-05-09T18:15:00.000Z'],
    ['2027-05-10', 'Asia/Tehran', '2027-05-09T20:30:00.000Z'],
    ['2022-03-22', 'Asia/Tehran', '2022-03-21T20:30:00.000Z'], // clocks went forward at this midnight
    ['2022-09-22', 'Asia/Tehran', '2022-09-21T20:30:00.000Z'], // and back at the next
    ['2027-03-28', 'Europe/Vienna', '2027-03-27T23:00:00.000Z'],
    ['2027-03-29', 'Europe/Vienna', '2027-03-28T22:00:00.000Z'],
    ['2027-05-10', 'Asia/Almaty', '2027-05-09T19:00:00.000Z'],
    ['0050-01-01', 'UTC', '0050-01-01T00:00:00.000Z'],
  ])('%s in %s', (day, zone, expected) => {
    const read = readLocal(day, zone);
    expect(read && iso(read.instant)).toBe(expected);
    expect(read?.isDay).toBe(true);
  });
});

test('an instant with its offset is the same in every zone', () => {
  for (const zone of ['UTC', 'Asia/Kathmandu', 'Asia/Tehran']) {
    expect(readLocal('2027-05-10T09:00:00+05:45', zone)).toEqual({
      instant: at('2027-05-10T03:15:00Z'),
      isDay: false,
    });
  }
});

test.each(['', '2027', '2027-02-30', '10 May 2027', '2027-05-10T09:00:00', '2027-05-10T09:00'])(
  '%j is no date',
  (text) => expect(readLocal(text, 'UTC')).toBeUndefined(),
);

describe('a span after an instant', () => {
  test.each([
    ['2027-03-27T12:00:00Z', 1, 'days', 'Europe/Vienna', '2027-03-28T11:00:00.000Z'], // 13:00 each day
    ['2027-03-27T12:00:00Z', 24, 'hours', 'Europe/Vienna', '2027-03-28T12:00:00.000Z'],
    ['2027-03-27T01:30:00Z', 1, 'days', 'Europe/Vienna', '2027-03-28T01:30:00.000Z'], // 02:30 is left out: 03:30
    ['2027-10-30T00:30:00Z', 1, 'days', 'Europe/Vienna', '2027-10-31T00:30:00.000Z'], // 02:30 comes twice: the first
    ['2022-09-20T19:30:00Z', 1, 'days', 'Asia/Tehran', '2022-09-21T20:30:00.000Z'], // 23:00 comes twice before it
    ['2027-01-31T00:00:00Z', 1, 'months', 'UTC', '2027-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00Z', 1, 'months', 'UTC', '2028-02-29T00:00:00.000Z'],
    ['2027-03-31T00:00:00Z', -1, 'months', 'UTC', '2027-02-28T00:00:00.000Z'],
    ['2027-12-15T18:15:00Z', 2, 'months', 'Asia/Kathmandu', '2028-02-15T18:15:00.000Z'],
    ['2027-12-31T19:00:00Z', 2, 'months', 'Asia/Almaty', '2028-02-29T19:00:00.000Z'], // the 1st there
  ] as const)('%s and %i %s in %s', (start, amount, unit, zone, expected) => {
    expect(iso(addSpan(at(start), { amount, unit }, zone))).toBe(expected);
  });
});

/** Modest: 300 runs; formatting a date in a zone is slow. */
test('days keep the wall clock, wherever it shows that time', () => {
  const zones = [
    'UTC',
    'Asia/Kathmandu',
    'Asia/Tehran',
    'Asia/Tokyo',
    'Europe/Vienna',
    'America/St_Johns',
    'Australia/Lord_Howe',
  ];
  const instants = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
  const clock = (instant: number, zone: string): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(instant);
  const seconds = (instant: number, zone: string): number => {
    const [hours = 0, minutes = 0, rest = 0] = clock(instant, zone).split(':').map(Number);
    return hours * 3_600 + minutes * 60 + rest;
  };
  const shownBetween = (from: number, to: number, zone: string): number =>
    (seconds(to, zone) - seconds(from, zone) + 86_400) % 86_400;
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: -400, max: 400 }),
      fc.constantFrom(...zones),
      (instant, amount, zone) => {
        const moved = addSpan(instant, { amount, unit: 'days' }, zone);
        const drift = moved - instant - amount * 86_400_000;
        expect(Math.abs(drift)).toBeLessThanOrEqual(2 * 3_600_000);
        const isInGap = clock(moved, zone) !== clock(instant, zone);
        // In a gap the time is not shown at all on that day: the clock is put on within the hours before.
        if (isInGap) expect(shownBetween(moved - 3 * 3_600_000, moved, zone)).not.toBe(3 * 3_600);
      },
    ),
    { numRuns: 300, examples: [[1_751_689_800_000, 246, 'America/St_Johns']] },
  );
});
