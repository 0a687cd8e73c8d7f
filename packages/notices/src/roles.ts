import {
  type Actor,
  actorsOf,
  type Measure,
  type Organisation,
  parsePointer,
  type Role,
  type Step,
} from '@rapport/measures';
import { isAddressee } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { followingOf } from './thread-index.ts';

/** What the rules need to know of the organisation to say who somebody is. */
export type Society = Pick<Organisation, 'participants' | 'dimensions' | 'bodies'>;

/** Where a step is taken: the thread as its taker sees it (empty for an opening), and when. */
export interface Taker {
  readonly participant: string;
  readonly measure: Measure;
  readonly society: Society;
  readonly thread: readonly FiledNotice[];
  /** The notice that it follows, where there is one. */
  readonly target?: FiledNotice | undefined;
  /** POSIX milliseconds. */
  readonly at: number;
}

/** Whether a participant is one of those by whom a step is taken. */
export function isTakenBy(step: Step, taker: Taker): boolean {
  return actorsOf(step).some((actor) => isActor(actor, step, taker));
}

function isActor(actor: Actor, step: Step, taker: Taker): boolean {
  const { participant, society, thread } = taker;
  const opening = thread[0];
  switch (actor) {
    case 'participant':
      return true;
    case 'organisation':
      return roleOf(participant, society) === 'organisation';
    case 'opener':
      return opening !== undefined && participant === opening.notice.participant;
    case 'addressee':
      return opening !== undefined && isAddressee(participant, opening);
    case 'sender':
      return participant === taker.target?.notice.participant;
    case 'answered':
      return participant === answeredBy(taker.target, thread);
    case 'coordinator':
      return coordinatorsOf(taker.measure, society).includes(participant);
    case 'chair':
      return chairsOf(step, society, taker.at).includes(participant);
    case 'named':
      return namedFor(step, taker.measure, thread).includes(participant);
  }
}

/** What a participant is in the organisation; `undefined` for who is none. */
export function roleOf(
  participant: string,
  { participants }: { readonly participants: readonly { readonly code: string; readonly role: Role }[] },
): Role | undefined {
  return participants.find(({ code }) => code === participant)?.role;
}

/** Who sent the notice to which a notice replied. */
export function answeredBy(
  filed: FiledNotice | undefined,
  thread: readonly FiledNotice[],
): string | undefined {
  const id = filed?.notice.after;
  return id === undefined ? undefined : thread.find((one) => one.id === id)?.notice.participant;
}

/** Who coordinates a measure's area. */
export function coordinatorsOf(measure: Measure, { dimensions }: Pick<Society, 'dimensions'>): string[] {
  const areas = dimensions.find(({ id }) => id === measure.dimension)?.areas ?? [];
  const area = areas.find(({ id }) => id === measure.area);
  return area === undefined ? [] : [area.coordinator ?? [], ...area.coCoordinators].flat();
}

/** Who presides over a step's body at an instant (POSIX milliseconds). */
export function chairsOf({ body }: Step, { bodies }: Pick<Society, 'bodies'>, at: number): string[] {
  const chairs = bodies.find(({ id }) => id === body)?.chairs ?? [];
  return chairs.filter((term) => isWithin(term, at)).map(({ participant }) => participant);
}

function isWithin({ from, until }: { readonly from: string; readonly until?: string }, at: number): boolean {
  return Date.parse(from) <= at && (until === undefined || at < Date.parse(until));
}

/** Whom the thread's opening, as it was last corrected, names for a step. */
export function namedFor(step: Step, measure: Measure, thread: readonly FiledNotice[]): string[] {
  const opening = thread[0];
  if (step.field === undefined || opening === undefined) return [];
  const said = newestOf(opening, measure, thread).map(({ notice }) =>
    valueAt(notice.answers, step.field ?? ''),
  );
  const newest = said.findLast((value) => value !== undefined);
  const names = Array.isArray(newest) ? newest : [newest];
  return names.filter((name) => typeof name === 'string');
}

/** A notice and the corrections of it and of them, in log order: only the sender's own change what it said. */
export function newestOf(
  first: FiledNotice,
  measure: Measure,
  thread: readonly FiledNotice[],
): readonly FiledNotice[] {
  const chain = [first];
  for (const filed of chain) chain.push(...correctionsOf(filed, measure, thread));
  return chain.length < 3 ? chain : chain.sort((a, b) => a.index - b.index);
}

function correctionsOf(of: FiledNotice, measure: Measure, thread: readonly FiledNotice[]): FiledNotice[] {
  return followingOf(thread, of.id).filter(
    (filed) =>
      filed.notice.participant === of.notice.participant && stepIn(measure, filed)?.corrects === true,
  );
}

/** Whether its sender has taken back a notice, or what it was corrected to. */
export function isWithdrawn(filed: FiledNotice, measure: Measure, thread: readonly FiledNotice[]): boolean {
  return withdrawalOf(filed, measure, thread) !== undefined;
}

/** When its sender took back a notice, or what it was corrected to; or erased the newest of them. */
export function withdrawalOf(
  filed: FiledNotice,
  measure: Measure,
  thread: readonly FiledNotice[],
): Pick<FiledNotice, 'takenIn'> | undefined {
  const versions = newestOf(filed, measure, thread);
  for (const version of versions) {
    const found = followingOf(thread, version.id).find(
      (one) =>
        stepIn(measure, one)?.withdraws === true && one.notice.participant === version.notice.participant,
    );
    if (found !== undefined) return found;
  }
  return versions.at(-1)?.erased;
}

/** The step that a notice took, in its measure. */
export function stepIn(measure: Measure, filed: FiledNotice): Step | undefined {
  return measure.steps.find((step) => step.id === filed.notice.step);
}

/** The value that a JSON pointer names, or `undefined`. Pointers in definitions were checked when loaded. */
export function valueAt(answers: unknown, pointer: string): unknown {
  let value = answers;
  for (const part of parsePointer(pointer) ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
