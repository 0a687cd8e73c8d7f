import { hasFormat, type Span } from '@rapport/measures';

/**
 * Calendar arithmetic in a capital's zone, from the platform's own time zone data (`Intl`).
 * Every instant is POSIX milliseconds.
 */

/** The wall clock of an instant, held as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(new Date(instant));
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = new Date(0);
  // Not `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999.
  wall.setUTCFullYear(value('year'), value('month') - 1, value('day'));
  wall.setUTCHours(value('hour') % 24, value('minute'), value('second'), modulo(instant, 1000));
  return wall.getTime();
}

function modulo(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}

/**
 * The instant at which a zone's wall clock shows `wall`. Where clocks go forward over it, the instant
 * after the gap; where it comes twice, the first.
 */
function instantOf(wall: number, zone: string): number {
  const offsets = [wall - 86_400_000, wall + 86_400_000].map((near) => wallClock(near, zone) - near);
  const guesses = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const exact = guesses.find((guess) => wallClock(guess, zone) === wall);
  return exact ?? Math.max(...guesses);
}

/**
 * Reads a form's date (`2027-03-01`: the first instant of that day in `zone`) or instant with offset.
 *
 * @returns `undefined` where the text is neither, so that no platform's guess at a date counts
 */
export function readLocal(text: string, zone: string): { instant: number; isDay: boolean } | undefined {
  const isDay = hasFormat('date', text, formless);
  if (!isDay && !hasFormat('date-time', text, formless)) return undefined;
  const ms = Date.parse(text);
  return { instant: isDay ? instantOf(ms, zone) : ms, isDay };
}

const formless = { participants: new Set<string>() };

/**
 * Adds a span to an instant. Hours are hours; days and months keep the wall clock of the zone, and a
 * day that the month does not have becomes its last.
 */
export function addSpan(instant: number, span: Span, zone: string): number {
  if (span.unit === 'hours') return instant + span.amount * 3_600_000;
  const wall = wallClock(instant, zone);
  if (span.unit === 'days') return instantOf(wall + span.amount * 86_400_000, zone);
  return instantOf(addMonths(wall, span.amount), zone);
}

function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, days));
  return date.getTime();
}
