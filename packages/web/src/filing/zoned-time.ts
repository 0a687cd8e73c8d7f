/** The wall clock of an instant in a zone, as `datetime-local` writes it: `2027-03-01T14:05`. */
export function wallClockOf(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant at which a zone's wall clock shows `wall`, as a form holds it: `2027-03-01T09:05:00Z`.
 * Where clocks go forward over it, the instant after the gap.
 *
 * @returns `undefined` where `wall` is no wall clock
 */
export function instantAt(wall: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc)) return undefined;
  const offsetAt = (instant: number): number => Date.parse(`${wallClockOf(instant, zone)}:00Z`) - instant;
  const first = asUtc - offsetAt(asUtc);
  const instant = asUtc - offsetAt(first);
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
