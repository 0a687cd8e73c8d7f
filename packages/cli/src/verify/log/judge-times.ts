import { checkWitnessTimes, type WitnessTime } from '@rapport/record';
import type { FaultList } from './fault-list.ts';
import type { LogEntry } from './notice-judge.ts';
import { logFindings } from './wording.ts';

/** Holds entries of a log against the times at which witnesses saw it: those beside each witnessed size. */
export function judgeTimes(
  entries: readonly LogEntry[],
  times: readonly WitnessTime[],
  faults: FaultList,
): void {
  const sizes = new Set(times.map(({ size }) => size));
  for (const { index, entry } of entries) {
    if (!sizes.has(index) && !sizes.has(index + 1)) continue;
    for (const { code, detail = '' } of checkWitnessTimes([{ index, takenIn: entry.takenIn }], times))
      faults.add('order', logFindings.witnessTime(code, index, detail));
  }
}
