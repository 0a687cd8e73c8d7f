/** Gregorian calendar and Latin digits in every language: dates of record read the same everywhere. */
const pinned = '-u-ca-gregory-nu-latn';

/** English as most of the world writes its dates. */
const regional: Readonly<Record<string, string>> = { en: 'en-GB' };

const common = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/**
 * An instant in a zone, with UTC beside it: `1 March 2027, 14:05:09 GMT+5 (09:05:09 UTC)`. Where the two
 * fall on different days, UTC has its own date.
 */
export function formatInstant(at: number, language: string, zone: string): string {
  const there = format(at, language, zone, { ...common, ...clock, timeZoneName: 'short' });
  const isUtc =
    format(at, 'en', zone, { ...common, ...clock }) === format(at, 'en', 'UTC', { ...common, ...clock });
  if (isUtc) return `${format(at, language, 'UTC', { ...common, ...clock })} UTC`;
  const isSameDay = format(at, 'en', zone, common) === format(at, 'en', 'UTC', common);
  const utc = format(at, language, 'UTC', isSameDay ? clock : { ...common, ...clock });
  return `${there} (${utc} UTC)`;
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
  return new Intl.DateTimeFormat(`${regional[language] ?? language}${pinned}`, {
    timeZone,
    ...options,
  }).format(at);
}
