import type { Measure, Organisation } from '@rapport/measures';
import type { FiledNotice } from './filed-notice.ts';
import { threadOf } from './filed-notice.ts';
import { type Measures, stepOf } from './key-register.ts';
import { addSpan, readLocal } from './local-time.ts';

/** What one participant has taken up, and when. A plain value, as one thread says. */
export interface Taking {
  readonly participant: string;
  readonly measure: string;
  /** POSIX milliseconds; `until` is exclusive, absent where no end is set. */
  readonly from: number;
  readonly until?: number;
  /** The only participants towards whom it holds; absent: all. */
  readonly towards?: readonly string[];
}

/** An edition of a measure that the organisation has adopted, in force from an instant on. */
export interface Adoption {
  readonly edition: string;
  readonly hash: string;
  readonly from: number;
}

/**
 * Who has taken up which measure, and which editions are in force, as the log says at one place: the outcome
 * of applying every notice with such an effect in log order. A plain value.
 */
export interface Adherence {
  /** By the thread in which it was said. */
  readonly takings: ReadonlyMap<string, Taking>;
  /** By measure, oldest first. */
  readonly adoptions: ReadonlyMap<string, readonly Adoption[]>;
}

/** The adherence of an empty log: nobody has taken up anything, and the folder's editions are in force. */
export function noAdherence(): Adherence {
  return { takings: new Map(), adoptions: new Map() };
}

type Known = Measures & Pick<Organisation, 'participants'>;

/** Gives the adherence after further notices of the log, in log order; others than those with its effects change nothing. */
export function applyAdherence(
  adherence: Adherence,
  organisation: Known,
  filed: readonly FiledNotice[],
): Adherence {
  const takings = new Map(adherence.takings);
  const adoptions = new Map(adherence.adoptions);
  for (const one of filed) {
    const effect = stepOf(organisation, one.notice)?.step.effect;
    if (effect === 'takes-up-measure') takeUp(takings, one, organisation);
    else if (effect === 'ends-taking-up') end(takings, one, organisation);
    else if (effect === 'adopts-edition') adopt(adoptions, one, organisation);
  }
  return { takings, adoptions };
}

function dayOf(value: unknown, participant: string, { participants }: Known): number | undefined {
  if (typeof value !== 'string') return undefined;
  return readLocal(value, zoneOf(participant, participants))?.instant;
}

function zoneOf(participant: string, participants: Organisation['participants']): string {
  return participants.find(({ code }) => code === participant)?.zone ?? 'UTC';
}

function takeUp(takings: Map<string, Taking>, filed: FiledNotice, organisation: Known): void {
  const { participant, answers } = filed.notice;
  const from = dayOf(answers['from'], participant, organisation);
  const last = dayOf(answers['until'], participant, organisation);
  const { measure, towards } = answers;
  if (from === undefined || typeof measure !== 'string') return;
  const zone = zoneOf(participant, organisation.participants);
  const until = last === undefined ? undefined : addSpan(last, { amount: 1, unit: 'days' }, zone);
  const names = Array.isArray(towards) ? towards.filter((name) => typeof name === 'string') : [];
  takings.set(threadOf(filed), {
    participant,
    measure,
    from,
    ...(until === undefined ? {} : { until }),
    ...(names.length === 0 ? {} : { towards: names }),
  });
}

function end(takings: Map<string, Taking>, filed: FiledNotice, organisation: Known): void {
  const taking = takings.get(threadOf(filed));
  const until = dayOf(filed.notice.answers['from'], filed.notice.participant, organisation);
  if (taking === undefined || until === undefined) return;
  takings.set(threadOf(filed), { ...taking, until: Math.min(until, taking.until ?? until) });
}

function adopt(adoptions: Map<string, readonly Adoption[]>, filed: FiledNotice, organisation: Known): void {
  const { participant, answers } = filed.notice;
  const { measure, edition, hash } = answers;
  const from = dayOf(answers['from'], participant, organisation);
  if (typeof measure !== 'string' || typeof edition !== 'string' || typeof hash !== 'string') return;
  if (from === undefined) return;
  adoptions.set(measure, [...(adoptions.get(measure) ?? []), { edition, hash, from }]);
}

/** Whether a taking holds at an instant. */
export function holdsAt({ from, until }: Taking, at: number): boolean {
  return from <= at && (until === undefined || at < until);
}

/** The adopted edition that is in force at an instant: of those adopted for then, the last. */
export function editionInForce(adherence: Adherence, measure: string, at: number): Adoption | undefined {
  const begun = (adherence.adoptions.get(measure) ?? []).filter(({ from }) => from <= at);
  return begun.reduce<Adoption | undefined>(
    (newest, one) => (newest === undefined || one.from >= newest.from ? one : newest),
    undefined,
  );
}

/**
 * Whether new threads begin under an edition at an instant: the one adopted for then or, where the record
 * adopts none, that of the folder `measures/<id>`, which is read before the former ones.
 */
export function isInForce(
  { id, hash }: Pick<Measure, 'id' | 'hash'>,
  { measures }: Measures,
  adherence: Adherence,
  at: number,
): boolean {
  const adopted = editionInForce(adherence, id, at);
  return (adopted ?? measures.find((one) => one.id === id))?.hash === hash;
}

/** The measures of one dimension. */
export function measuresOf({ measures }: Measures, dimension: string): Set<string> {
  return new Set(measures.filter((one: Measure) => one.dimension === dimension).map(({ id }) => id));
}
