/** A series of references: notices that lists show, or entries of a register such as that of the keys. */
export type Series = 'NOT' | 'REG';

/** The series of a measure's notices. */
export function seriesOf(measure: { readonly shows: readonly { readonly view: string }[] }): Series {
  return measure.shows.some(({ view }) => view === 'list') ? 'NOT' : 'REG';
}

/** The parts of a reference. */
export interface Reference {
  readonly series: Series;
  readonly participant: string;
  /** The year in which the log took the notice in, UTC. */
  readonly year: number;
  /** The sender's own running number in that series and year, from 1 and without gaps, in log order. */
  readonly number: number;
}

/**
 * A notice's reference as people quote it, always in Latin digits.
 * Source: docs/decisions/0006-references-count-per-sender-and-year.md.
 *
 * @param organisation - the organisation's abbreviation
 * @example 'CICA/NOT/XA/2027/0012'
 */
export function formatReference(organisation: string, reference: Reference): string {
  const { series, participant, year, number } = reference;
  return `${organisation}/${series}/${participant}/${year}/${String(number).padStart(4, '0')}`;
}

/** The parts of a reference as people quote it; `undefined` for any other text. */
export function parseReference(text: string): Reference | undefined {
  const [, series, participant = '', year, number] =
    /^[^\n]+\/(NOT|REG)\/([A-Za-z0-9-]{2,32})\/(\d{4})\/(\d{4,9})$/.exec(text) ?? [];
  if (series === undefined) return undefined;
  return { series: series as Series, participant, year: Number(year), number: Number(number) };
}
