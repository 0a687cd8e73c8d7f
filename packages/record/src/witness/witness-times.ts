import type { RecordFinding } from '../findings.ts';
import type { PolicyOutcome } from '../policies/check-policy.ts';

/** A witness's clock and a log's may differ by a minute. Source: docs/spec/log.md, "Time". */
export const witnessToleranceMs = 60_000;

/** A witness's word that it saw a log at a size, at a time (POSIX seconds), from a verified cosignature. */
export interface WitnessTime {
  readonly name: string;
  readonly size: number;
  readonly time: number;
}

/** An entry's place and its taken-in time, POSIX milliseconds. */
export interface PlacedTime {
  readonly index: number;
  readonly takenIn: number;
}

/**
 * Holds the log's word for its times against its witnesses': an entry before size *s* is not later, and one from size
 * *s* on not earlier, than a witness's time on a checkpoint of size *s*, give or take `witnessToleranceMs`.
 *
 * Since times never go back from entry to entry, which is checked elsewhere, it is enough to look at the last entry
 * before each size and at the first from it on.
 *
 * @param times - of checkpoints of one log, each verified
 * @returns a finding for each entry and witness that contradict each other, by entry; its detail is the witness's name
 */
export function checkWitnessTimes(
  entries: readonly PlacedTime[],
  times: readonly WitnessTime[],
): RecordFinding[] {
  return entries.flatMap(({ index, takenIn }) =>
    times.flatMap(({ name, size, time }): RecordFinding[] => {
      const seen = time * 1000;
      if (index < size)
        return takenIn > seen + witnessToleranceMs ? [{ code: 'entry-after-witness', detail: name }] : [];
      return takenIn < seen - witnessToleranceMs ? [{ code: 'entry-before-witness', detail: name }] : [];
    }),
  );
}

/** The times that the witnesses of a checkpoint gave it, as far as a policy knows them. */
export function witnessTimes({ checkpoint, witnesses }: PolicyOutcome): WitnessTime[] {
  if (checkpoint === undefined) return [];
  return witnesses.map(({ name, time }) => ({ name, size: checkpoint.size, time }));
}
