import type { Session } from '@rapport/api';
import type { Measure, Step } from '@rapport/measures';

/**
 * The steps that open a thread of a measure, as an office finds them: those it may sign, and those that
 * its own participant may take through another office. An offer: the server judges what is filed.
 */
export function openingSteps(
  measure: Measure,
  session: Pick<Session, 'participant' | 'office'>,
  participants: readonly { readonly code: string; readonly role: string }[],
): { open: Step[]; closed: Step[] } {
  const role = participants.find(({ code }) => code === session.participant)?.role;
  const own = measure.steps.filter(
    (step) => step.after === undefined && (step.by !== 'organisation' || role === 'organisation'),
  );
  return {
    open: own.filter((step) => step.offices.includes(session.office)),
    closed: own.filter((step) => !step.offices.includes(session.office)),
  };
}
