/** The last instant that a calendar has (ECMA-262, 21.4.1.1). */
const calendarEnd = 8.64e15;

/** An instant for people, RFC 3339 in UTC; the bare milliseconds where no calendar goes that far. Never throws. */
export function instantText(instant: number): string {
  return Math.abs(instant) > calendarEnd ? String(instant) : new Date(instant).toISOString();
}
