import type { Organisation, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { checkReach } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import type { Finding } from './findings.ts';
import { type Measures, stepOf } from './key-register.ts';

/** The id of the notice that a notice erases, if its step does that and its form was filled in. */
export function erasedBy(notice: Notice, { effect }: Pick<Step, 'effect'>): string | undefined {
  const id = notice.answers['notice'];
  return effect === 'erases-notice' && typeof id === 'string' ? id : undefined;
}

/** `erasedBy` for who has the definitions at hand. */
export function erasedIn(notice: Notice, measures: Measures): string | undefined {
  const found = stepOf(measures, notice);
  return found && erasedBy(notice, found.step);
}

/**
 * Checks an erasure: a sender erases what it has said itself, once, nothing by which a register stands, and
 * tells everybody who could read it. A notice of another, seen or not, is answered as if there were none.
 *
 * @param target - the notice that it names, wherever in the log it stands; `undefined` where there is none
 * @param participants - codes of those the organisation has
 */
export function checkErasure(
  notice: Notice,
  target: FiledNotice | undefined,
  organisation: Pick<Organisation, 'measures'>,
  participants: Iterable<string>,
): Finding[] {
  const at = '/notice';
  if (target === undefined || target.notice.participant !== notice.participant)
    return [{ code: 'erased-notice-unknown', at }];
  const found = stepOf(organisation, target.notice);
  const isPlain = found !== undefined && found.step.effect === undefined;
  const findings: Finding[] = [];
  if (target.erased !== undefined) findings.push({ code: 'erased-notice-gone', at });
  if (!isPlain) findings.push({ code: 'erased-notice-in-register', at });
  return [...findings, ...checkReach(notice, target, participants, [])];
}
