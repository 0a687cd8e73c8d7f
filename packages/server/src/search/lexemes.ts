import { referenceForm } from '@rapport/notices';
import type { Notice } from '@rapport/record';

/**
 * Words of the index that nobody can type, since no word of a text has such signs: who may read a notice, who sent it,
 * whom it names, its measure, its reference, and the part of the log in which it stands.
 */
export const lexemes = {
  /** For all, and for all participants: both together are `many`. */
  all: '@all',
  many: '@many',
  /** For a participant whom the audience names or whom its circle reached. */
  to: (participant: string): string => `@to ${participant}`,
  by: (participant: string): string => `@by ${participant}`,
  /** A participant who is named in the audience or in the answers. */
  about: (participant: string): string => `@about ${participant}`,
  measure: (id: string): string => `@measure ${id}`,
  reference: (form: string): string => `@ref ${form}`,
  /** In the series that lists show, not in a register. */
  listed: '@listed',
  stretch: (stretch: number): string => `@in ${stretch}`,
} as const;

/** How many entries one stretch of the log holds: what one look-up in the index may have to read at most. */
export const stretchEntries = 32_768;

/** An envelope as the database keeps it. */
export interface Placed {
  readonly index: number;
  readonly participant: string;
  readonly measure: string;
  readonly audienceKind: Notice['audience']['kind'];
  readonly audienceNames: readonly string[];
  readonly series: string;
  readonly year: number;
  readonly number: number;
}

/** What the index says of a notice's envelope. */
export function envelopeLexemes(placed: Placed): string[] {
  const { audienceKind: kind, audienceNames: names } = placed;
  const isToMany = kind === 'all' || kind === 'participants';
  return [
    ...(kind === 'all' ? [lexemes.all] : []),
    ...(isToMany ? [lexemes.many] : names.flatMap((name) => [lexemes.to(name), lexemes.about(name)])),
    ...(placed.series === 'NOT' ? [lexemes.listed] : []),
    lexemes.by(placed.participant),
    lexemes.measure(placed.measure),
    lexemes.reference(referenceForm(placed.series, placed.participant, placed.year, placed.number)),
    lexemes.stretch(Math.floor(placed.index / stretchEntries)),
  ];
}
