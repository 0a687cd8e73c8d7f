/**
 * A notice's reference: the organisation's abbreviation, the sender's code, the year it was taken in
 * (UTC) and the sender's own running number in that year, from 1 and without gaps, in log order.
 * Always Latin digits. Source: docs/decisions/0006-references-count-per-sender-and-year.md.
 *
 * @example formatReference('CICA', 'XA', 2027, 12) // 'CICA/XA/2027/0012'
 */
export function formatReference(
  organisation: string,
  participant: string,
  year: number,
  number: number,
): string {
  return `${organisation}/${participant}/${year}/${String(number).padStart(4, '0')}`;
}
