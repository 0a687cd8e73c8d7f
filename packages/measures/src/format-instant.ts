/** Gregorian calendar and Latin digits in every language: dates of record read the same everywhere. */
const pinned = '-u-ca-gregory-nu-latn';

/** English as most of the world writes its dates. */
const regional: Readonly<Record<string, string>> = { en: 'en-GB' };

const common = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clock = { ...minute, second: '2-digit' } as const;

/** The locale whose habits a language of the program follows. */
export function localeOf(language: string): string {
  return regional[language] ?? language;
}

/**
 * An instant in a zone, with UTC beside it: `1 March 2027, 14:05:09 GMT+5 (09:05:09 UTC)`. Where the two
 * fall on different days, UTC has its own date.
 */
export function formatInstant(at: number, language: string, zone: string): string {
  const there = `${format(at, language, zone, { ...common, ...clock })} ${offsetOf(at, language, zone)}`;
  if (isSameClock(at, zone, 'UTC')) return `${format(at, language, 'UTC', { ...common, ...clock })} UTC`;
  const isSameDay = isOneDay(at, zone, 'UTC');
  const utc = format(at, language, 'UTC', isSameDay ? clock : { ...common, ...clock });
  return `${there} (${isolated(`${utc} UTC`, language)})`;
}

/** An instant in a list, to the minute: `1 March 2027 at 14:05 GMT+5`. */
export function formatMoment(at: number, language: string, zone: string): string {
  return `${format(at, language, zone, { ...common, ...minute })} ${offsetOf(at, language, zone)}`;
}

/**
 * What the clock shows in another zone: the time, its day where that is not the reader's, and the zone's own name.
 *
 * @param reader - the reader's zone, in which the day has just been said
 * @param brief - the zone by its distance from UTC alone
 */
export function formatThere(
  at: number,
  language: string,
  zone: string,
  reader: string,
  brief: boolean,
): string {
  const said = format(at, language, zone, isOneDay(at, zone, reader) ? minute : { ...common, ...minute });
  const time = `${said} ${offsetOf(at, language, zone)}`;
  return brief ? time : `${time}, ${nameOfZone(at, language, zone)}`;
}

/** Whether clocks in both zones show the same at this instant: summer time moves one and not the other. */
export function isSameClock(at: number, one: string, other: string): boolean {
  const read = (zone: string): string => format(at, 'en', zone, { ...common, ...clock });
  return read(one) === read(other);
}

function isOneDay(at: number, one: string, other: string): boolean {
  return format(at, 'en', one, common) === format(at, 'en', other, common);
}

/** A form's date, which has no zone: `2027-03-01` gives `1 March 2027`. */
export function formatDay(day: string, language: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : format(at, language, 'UTC', common);
}

/** A whole number as the language groups it, from five digits on: a year stays a year. */
export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { useGrouping: 'min2' }).format(count);
}

function format(at: number, language: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(`${localeOf(language)}${pinned}`, { timeZone, ...options }).format(at);
}

/** A zone's distance from UTC, written alike in every language: `GMT+5:45`. */
function offsetOf(at: number, language: string, timeZone: string): string {
  return isolated(nameOf(at, 'en', timeZone, 'shortOffset'), language);
}

/** What the language calls a zone at an instant: `Nepal Time`. */
function nameOfZone(at: number, language: string, timeZone: string): string {
  return nameOf(at, language, timeZone, 'long');
}

function nameOf(
  at: number,
  language: string,
  timeZone: string,
  timeZoneName: 'shortOffset' | 'long',
): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Keeps Latin letters and digits in their own order inside a text that runs from right to left. */
function isolated(text: string, language: string): string {
  return new Intl.Locale(language).maximize().script === 'Arab' ? `\u2066${text}\u2069` : text;
}
