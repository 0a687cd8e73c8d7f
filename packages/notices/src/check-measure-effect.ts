import type { Measure, Organisation, Step } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import type { Finding } from './findings.ts';
import { roleOf } from './roles.ts';

/**
 * Checks what a notice would do to the register of measures: nobody takes up what its role may not, and no
 * edition is adopted that this program does not hold, since nobody could file under it.
 */
export function checkMeasureEffect(
  { participant, answers }: Notice,
  { effect }: Step,
  organisation: Pick<Organisation, 'measures' | 'participants'>,
): Finding[] {
  if (effect === 'adopts-edition') return checkAdoption(answers, organisation);
  if (effect !== 'takes-up-measure') return [];
  const measure = organisation.measures.find(({ id }) => id === answers['measure']);
  const role = roleOf(participant, organisation);
  if (measure === undefined || role === undefined || mayTakeUp(role, measure)) return [];
  return [{ code: 'measure-not-open', at: '/measure' }];
}

/** Whether participants of a role may open threads of a measure and take it up. */
export function mayTakeUp(
  role: NonNullable<ReturnType<typeof roleOf>>,
  { opensTo }: Pick<Measure, 'opensTo'>,
) {
  return role === 'organisation' || opensTo === undefined || opensTo.includes(role);
}

function checkAdoption(
  { measure, edition, hash }: Notice['answers'],
  { measures }: Pick<Organisation, 'measures'>,
): Finding[] {
  const isHeld = measures.some((one) => one.id === measure && one.edition === edition && one.hash === hash);
  if (isHeld) return [];
  const detail = typeof edition === 'string' ? { detail: edition } : {};
  return [{ code: 'adopted-edition-unknown', at: '/edition', ...detail }];
}
