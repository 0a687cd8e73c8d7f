import type { Actor, Step } from './language.ts';

/** One or a list of something, as a list. */
export function listOf<T extends string>(oneOrMore: T | readonly T[]): readonly T[] {
  return typeof oneOrMore === 'string' ? [oneOrMore] : oneOrMore;
}

/** Who may take a step, each kind of them. */
export function actorsOf(step: Pick<Step, 'by'>): readonly Actor[] {
  return listOf(step.by);
}
