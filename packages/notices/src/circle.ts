import type { Measure, Organisation } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { type Adherence, holdsAt, measuresOf, type Taking } from './adherence.ts';

/**
 * Whom an audience of kind `takers` or `dimension` reaches, for a notice that opens a thread: fixed when it is
 * taken in, so that who comes later does not read what was said before.
 *
 * @param at - the taken-in time, POSIX milliseconds
 * @returns codes in order, the sender not among them; empty for every other kind
 */
export function circleOf(
  { participant, audience }: Pick<Notice, 'participant' | 'audience'>,
  measure: Pick<Measure, 'id' | 'dimension'>,
  organisation: Pick<Organisation, 'dimensions' | 'measures'>,
  adherence: Adherence,
  at: number,
): string[] {
  if (audience.kind !== 'takers' && audience.kind !== 'dimension') return [];
  const measures =
    audience.kind === 'takers' ? new Set([measure.id]) : measuresOf(organisation, measure.dimension);
  const holding = [...adherence.takings.values()].filter(
    (taking) => measures.has(taking.measure) && holdsAt(taking, at),
  );
  const reached = new Set(reachedBy(participant, holding));
  if (audience.kind === 'dimension')
    for (const code of coordinatorsOf(organisation, measure.dimension)) reached.add(code);
  reached.delete(participant);
  return [...reached].sort();
}

/** "Only towards these states" counts both ways: neither side may leave the other out. */
function reachedBy(sender: string, holding: readonly Taking[]): string[] {
  const own = holding.filter((taking) => taking.participant === sender);
  const isMeant = (code: string): boolean =>
    own.length === 0 || own.some(({ towards }) => towards === undefined || towards.includes(code));
  return holding
    .filter(({ towards }) => towards === undefined || towards.includes(sender))
    .map((taking) => taking.participant)
    .filter(isMeant);
}

function coordinatorsOf({ dimensions }: Pick<Organisation, 'dimensions'>, id: string): string[] {
  const areas = dimensions.find((dimension) => dimension.id === id)?.areas ?? [];
  return areas.flatMap(({ coordinator, coCoordinators }) => [coordinator ?? [], ...coCoordinators].flat());
}
