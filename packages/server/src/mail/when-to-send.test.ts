import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rhythm, whenToSend } from './when-to-send.ts';

const at = (text: string): number => Date.parse(text);
const said = (text: string, rhythm: Rhythm): string => new Date(whenToSend(at(text), rhythm)).toISOString();

describe('in a zone whose clocks never change', () => {
  const zone = 'Asia/Almaty'; // UTC+5
  test.each([
    ['immediate', '2027-03-04T10:00:00Z', '2027-03-04T10:00:00.000Z'],
    ['daily', '2027-03-04T02:59:59Z', '2027-03-04T03:00:00.000Z'],
    ['daily', '2027-03-04T03:00:00Z', '2027-03-05T03:00:00.000Z'],
    ['weekly', '2027-03-04T10:00:00Z', '2027-03-08T03:00:00.000Z'],
    ['weekly', '2027-03-08T03:00:00Z', '2027-03-15T03:00:00.000Z'],
  ] as const)('%s, asked at %s: %s', (pace, asked, sent) => {
    expect(said(asked, { pace, zone })).toBe(sent);
  });

  test.each([
    ['2027-03-04T16:59:00Z', '2027-03-04T16:59:00.000Z'], // 21:59
    ['2027-03-04T17:00:00Z', '2027-03-05T02:00:00.000Z'], // 22:00
    ['2027-03-05T01:59:59Z', '2027-03-05T02:00:00.000Z'],
    ['2027-03-05T02:00:00Z', '2027-03-05T02:00:00.000Z'],
  ])('quiet from ten to seven, asked at %s: %s', (asked, sent) => {
    expect(said(asked, { pace: 'immediate', zone, quiet: { from: 22 * 60, until: 7 * 60 } })).toBe(sent);
  });

  test('a digest that falls into quiet hours comes when they end', () => {
    const quiet = { from: 7 * 60, until: 9 * 60 };
    expect(said('2027-03-04T10:00:00Z', { pace: 'daily', zone, quiet })).toBe('2027-03-05T04:00:00.000Z');
  });

  test('what is pressing waits for no digest, but for the end of quiet hours', () => {
    const rhythm: Rhythm = { pace: 'weekly', zone, quiet: { from: 0, until: 6 * 60 } };
    expect(whenToSend(at('2027-03-04T10:00:00Z'), rhythm, true)).toBe(at('2027-03-04T10:00:00Z'));
    expect(whenToSend(at('2027-03-04T20:00:00Z'), rhythm, true)).toBe(at('2027-03-05T01:00:00Z'));
  });
});

describe('where clocks change', () => {
  const zone = 'Europe/Chisinau';
  test.each([
    ['2027-03-27T10:00:00Z', '2027-03-28T05:00:00.000Z'], // forward at night: eight o'clock is UTC+3 now
    ['2027-10-30T10:00:00Z', '2027-10-31T06:00:00.000Z'], // back at night: UTC+2 again
  ])('the digest asked for at %s comes at eight by the clocks: %s', (asked, sent) => {
    expect(said(asked, { pace: 'daily', zone })).toBe(sent);
  });

  test('quiet hours that end in the hour that is left out end after it', () => {
    const quiet = { from: 60, until: 2 * 60 + 30 };
    expect(said('2027-03-27T23:30:00Z', { pace: 'immediate', zone, quiet })).toBe('2027-03-28T00:30:00.000Z');
  });

  test('two digests a year apart in days are as many as there are days', () => {
    let [count, last] = [0, at('2027-01-01T00:00:00Z')];
    for (; last < at('2028-01-01T00:00:00Z'); count += 1) last = whenToSend(last, { pace: 'daily', zone });
    expect(count).toBe(366);
  });
});

test('nothing is sent before it is asked for, or in quiet hours, or later than in eight days and a half', () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const rhythms = fc.record({
    pace: fc.constantFrom('immediate', 'daily', 'weekly'),
    zone: fc.constantFrom('Asia/Kathmandu', 'Europe/Chisinau', 'Africa/Cairo', 'Asia/Pyongyang', 'UTC'),
    quiet: fc.option(fc.record({ from: minutes, until: minutes }), { nil: undefined }),
  });
  const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2032-01-01T00:00:00Z') });
  fc.assert(
    fc.property(instants, rhythms, (asked, { quiet, ...rest }) => {
      const rhythm: Rhythm = quiet === undefined ? rest : { ...rest, quiet };
      const sent = whenToSend(asked, rhythm);
      expect(sent).toBeGreaterThanOrEqual(asked);
      expect(sent - asked).toBeLessThan(8.5 * 86_400_000);
      expect(whenToSend(sent, { ...rhythm, pace: 'immediate' })).toBe(sent);
    }),
    { numRuns: 500 },
  );
});
