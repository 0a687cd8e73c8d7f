import { actorsOf, type Measure, type Step } from '@rapport/measures';
import type { FiledNotice } from './filed-notice.ts';
import { namedFor, stepIn } from './roles.ts';
import { followingOf } from './thread-index.ts';

/**
 * Everybody who has to take a step that is taken together: of a thread to all participants nobody knows who
 * that is, and nobody is named here.
 */
export function partiesOf(step: Step, measure: Measure, thread: readonly FiledNotice[]): string[] {
  const opening = thread[0];
  if (opening === undefined) return [];
  const { audience, participant } = opening.notice;
  const addressees = audience.kind === 'named' ? audience.participants : (opening.circle ?? []);
  const parties = actorsOf(step).flatMap((actor) => {
    if (actor === 'opener') return [participant];
    return actor === 'addressee' ? addressees : namedFor(step, measure, thread);
  });
  return [...new Set(parties)].sort();
}

/** How far a step that is taken together has come, in reply to one notice. */
export interface Consent {
  readonly given: readonly string[];
  readonly awaited: readonly string[];
  /** The notice with which the last of them took it; absent while somebody has not. */
  readonly completedBy?: FiledNotice;
}

/** Who has taken the step in reply to the notice with the id `after`, and who still has to. */
export function consentTo(
  step: Step,
  after: string,
  measure: Measure,
  thread: readonly FiledNotice[],
): Consent {
  const parties = partiesOf(step, measure, thread);
  const takings = followingOf(thread, after).filter(({ notice }) => notice.step === step.id);
  const given = new Set<string>();
  let completedBy: FiledNotice | undefined;
  for (const taking of takings) {
    given.add(taking.notice.participant);
    if (completedBy === undefined && parties.length > 0 && parties.every((party) => given.has(party)))
      completedBy = taking;
  }
  const awaited = parties.filter((party) => !given.has(party));
  return { given: [...given].sort(), awaited, ...(completedBy === undefined ? {} : { completedBy }) };
}

/** Whether a notice takes its step for everybody: at once, or as the last of those who take it together. */
export function isEffective(measure: Measure, thread: readonly FiledNotice[], filed: FiledNotice): boolean {
  const step = stepIn(measure, filed);
  if (step?.together !== true) return true;
  const upTo = thread.filter(({ index }) => index <= filed.index); // who had to agree is judged as it was then
  return consentTo(step, filed.notice.after ?? '', measure, upTo).completedBy !== undefined;
}
