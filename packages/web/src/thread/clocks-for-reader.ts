import type { OrganisationView, RegisterView } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { type ClockReading, clocksFor, type FiledNotice, rootOffice } from '@rapport/notices';
import { societyOf } from './society-of.ts';

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
  // The first root key of each: a later one replaces it, and the enrolment stays.
  const enrolled = new Map(roots.toReversed().map((key) => [key.participant, key.certifiedAt]));
  return clocksFor(participant, measure, thread, societyOf(organisation), enrolled, now);
}
