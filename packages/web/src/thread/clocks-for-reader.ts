import type { OrganisationView, RegisterView } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import { type ClockReading, clocksFor, type FiledNotice, rootOffice } from '@rapport/notices';

/** The clocks of a thread that concern one participant, read at an instant. */
export function clocksForReader(
  participant: string,
  measure: Measure,
  thread: readonly FiledNotice[],
  organisation: OrganisationView,
  register: RegisterView,
  now: number,
): ClockReading[] {
  const roots = register.keys.filter(({ office }) => office === rootOffice);
  const enrolled = new Set(roots.map((key) => key.participant));
  // Clocks read nothing of an organisation but the zones of its participants.
  return clocksFor(participant, measure, thread, organisation as unknown as Organisation, enrolled, now);
}
