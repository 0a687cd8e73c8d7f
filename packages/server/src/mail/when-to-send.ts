import { instantOf, wallClock } from '@rapport/notices';

/** How a reader wishes to be written to. */
export interface Rhythm {
  readonly pace: 'immediate' | 'daily' | 'weekly';
  /** IANA zone of the reader. */
  readonly zone: string;
  /** Minutes of the reader's day between which no mail comes; over midnight where `from` is the greater. */
  readonly quiet?: { readonly from: number; readonly until: number };
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Digests come at eight in the morning; weekly ones on Mondays. */
const digestMinutes = 8 * 60;

/**
 * When something that is to be told is sent: at once, or with the next digest, and after quiet hours. Never earlier
 * than it was to be told; every instant is POSIX milliseconds.
 *
 * @param isPressing - whether it waits for no digest, such as a sign-in from a new device
 */
export function whenToSend(at: number, rhythm: Rhythm, isPressing = false): number {
  const { pace, zone } = rhythm;
  if (pace === 'immediate' || isPressing) return afterQuiet(at, rhythm);
  const isDay = (wall: number): boolean => pace === 'daily' || new Date(wall).getUTCDay() === 1;
  return afterQuiet(nextAt(at, zone, digestMinutes, isDay), rhythm);
}

/** The instant itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(at: number, { zone, quiet }: Rhythm): number {
  if (quiet === undefined || !isWithin(minutesOf(wallClock(at, zone)), quiet)) return at;
  return nextAt(at, zone, quiet.until, () => true);
}

/** The next instant, after `at`, at which the zone's clocks show a time on a day that is meant. */
function nextAt(at: number, zone: string, minutes: number, isDay: (wall: number) => boolean): number {
  const today = Math.floor(wallClock(at, zone) / dayMs) * dayMs;
  for (let day = today; ; day += dayMs) {
    const instant = instantOf(day + minutes * minuteMs, zone);
    if (instant > at && isDay(day)) return instant;
  }
}

function minutesOf(wall: number): number {
  return Math.floor((((wall % dayMs) + dayMs) % dayMs) / minuteMs);
}

function isWithin(minutes: number, { from, until }: { from: number; until: number }): boolean {
  return from <= until ? from <= minutes && minutes < until : minutes >= from || minutes < until;
}
