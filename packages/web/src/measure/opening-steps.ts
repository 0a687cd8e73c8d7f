import type { Session } from '@rapport/api';
import { actorsOf, type Measure, type Step } from '@rapport/measures';

/** Whether a participant of a role may open a thread with a step: coordinators and chairs are left to the server. */
function mayOpen(measure: Measure, step: Step, role: string | undefined): boolean {
  const isOpen = measure.opensTo?.some((one) => one === role) !== false || role === 'organisation';
  return isOpen && (role === 'organisation' || actorsOf(step).some((actor) => actor !== 'organisation'));
}

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
  const mine = measure.steps.filter((step) => step.after === undefined && mayOpen(measure, step, role));
  // "Nothing to report" is one act, so it comes first.
  const own = mine.toSorted((a, b) => Number(b.nil === true) - Number(a.nil === true));
  return {
    open: own.filter((step) => step.offices.includes(session.office)),
    closed: own.filter((step) => !step.offices.includes(session.office)),
  };
}
