import { hasFormat, type Participant, type Span, type Weekday } from '@rapport/measures';

/**
 * Calendar arithmetic in a capital's zone, from the platform's own time zone data (`Intl`).
 * Every instant is POSIX milliseconds.
 */

/** The wall clock of an instant, held as if it were UTC. */
export function wallClock(instant: number, zone: string): number {
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
export function instantOf(wall: number, zone: string): number {
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

/** The calendar of a capital: its zone, and the days on which it does not work. */
export type Calendar = Pick<Participant, 'zone' | 'weekend' | 'holidays'>;

const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const WEEKEND: readonly Weekday[] = ['saturday', 'sunday'];

/** The same time of day so many working days on, or back where `amount` is below 0. */
function addWorkingDays(wall: number, amount: number, calendar: Calendar): number {
  const step = amount < 0 ? -86_400_000 : 86_400_000;
  let day = wall;
  for (let left = Math.abs(amount); left > 0; ) {
    day += step;
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** `holidays` are days of every year, so no capital is without a working day for long: its weekend has three at most. */
function isWorkingDay(wall: number, { weekend = WEEKEND, holidays = [] }: Calendar): boolean {
  const date = new Date(wall);
  const weekday = WEEK[date.getUTCDay()];
  if (weekday !== undefined && weekend.includes(weekday)) return false;
  return !holidays.includes(date.toISOString().slice(5, 10));
}

/**
 * Adds a span to an instant. Hours are hours; days and months keep the wall clock of the zone, and a
 * day that the month does not have becomes its last. Working days leave out a capital's weekend and holidays.
 */
export function addSpan(instant: number, span: Span, capital: string | Calendar): number {
  if (span.unit === 'hours') return instant + span.amount * 3_600_000;
  const calendar = typeof capital === 'string' ? { zone: capital } : capital;
  const { zone } = calendar;
  const wall = wallClock(instant, zone);
  if (span.unit === 'working-days') return instantOf(addWorkingDays(wall, span.amount, calendar), zone);
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

/** The year of the Gregorian calendar in a zone at an instant. */
export function yearOf(instant: number, zone: string): number {
  return new Date(wallClock(instant, zone)).getUTCFullYear();
}
