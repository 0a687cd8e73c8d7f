import type { ClockAfter, Measure } from '@rapport/measures';
import type { FiledNotice } from './filed-notice.ts';
import { takingsOf } from './thread-index.ts';
import { isEffective } from './together.ts';

/** A time in which a clock stands still, POSIX milliseconds; `until` is absent while it does. */
export interface Pause {
  readonly from: number;
  readonly until?: number;
}

/** The times in which a clock of a thread stood still, by agreement of everybody whom it takes. */
export function pausesOf(
  { suspendedBy, resumedBy }: ClockAfter,
  measure: Measure,
  thread: readonly FiledNotice[],
): Pause[] {
  if (suspendedBy === undefined) return [];
  const pauses: Pause[] = [];
  for (const filed of takingsOf(thread, resumedBy === undefined ? [suspendedBy] : [suspendedBy, resumedBy])) {
    if (!isEffective(measure, thread, filed)) continue;
    const open = pauses.at(-1);
    const isOpen = open !== undefined && open.until === undefined;
    if (!isOpen && filed.notice.step === suspendedBy) pauses.push({ from: filed.takenIn });
    if (isOpen && filed.notice.step === resumedBy)
      pauses.splice(-1, 1, { from: open.from, until: filed.takenIn });
  }
  return pauses;
}

/** When something is due after all the pauses that began before it was; and whether it stands still now. */
export function runOn(
  base: number,
  start: number,
  pauses: readonly Pause[],
  now: number,
): { readonly due: number; readonly isSuspended: boolean } {
  let due = base;
  for (const { from, until } of pauses) {
    const began = Math.max(from, start);
    if (began > due || (until !== undefined && until <= start)) continue;
    due += (until ?? now) - began;
    if (until === undefined) return { due, isSuspended: true };
  }
  return { due, isSuspended: false };
}
