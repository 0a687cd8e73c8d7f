import { localeOf } from '@rapport/measures';
import type { Display } from './display.ts';

/**
 * The calendar that a reader reckons in beside the Gregorian one, which the record uses.
 *
 * @param wish - the reader's choice; `device` follows the locale
 * @param locale - the browser's, with its region: `fa-IR`, `th`, `ar-SA-u-ca-islamic-umalqura`
 * @returns `undefined` where that is the Gregorian calendar
 */
export function readersCalendar(wish: Display['calendar'], locale: string): string | undefined {
  const calendar = wish === 'device' ? new Intl.DateTimeFormat(locale).resolvedOptions().calendar : wish;
  return ['gregory', 'iso8601'].includes(calendar) ? undefined : calendar;
}

/** The same day in the reader's calendar, a courtesy that never stands alone: `10 Esfand 1405 AP`. */
export function courtesyDate(at: number, language: string, zone: string, calendar: string): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric', timeZone: zone } as const;
  return new Intl.DateTimeFormat(`${localeOf(language)}-u-ca-${calendar}-nu-latn`, day).format(at);
}
