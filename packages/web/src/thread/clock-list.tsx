import type { Measure } from '@rapport/measures';
import type { ClockReading, FiledNotice } from '@rapport/notices';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNames } from '../exchange/names.ts';
import { registerQuery, useOrganisation } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import { ClockTag } from './clock-tag.tsx';
import { clocksForReader } from './clocks-for-reader.ts';
import { useNow } from './use-now.ts';

/** The clocks of a thread that concern the reader, as they stand now. */
export function useClocks(
  measure: Measure,
  thread: readonly FiledNotice[],
  participant: string,
): ClockReading[] {
  const organisation = useOrganisation();
  const register = useSuspenseQuery(registerQuery).data;
  const now = useNow();
  return clocksForReader(participant, measure, thread, organisation, register, now);
}

export function ClockList({ measure, clocks }: { measure: Measure; clocks: readonly ClockReading[] }) {
  const { t } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  return (
    <ul className="rows">
      {clocks.map((clock) => (
        <li key={`${clock.clock} ${clock.participant} ${clock.due}`}>
          {names.participant(clock.participant)}: {wording.steps[clock.step]?.title ?? clock.step},{' '}
          {wording.clocks[clock.clock] ?? clock.clock}. {t('clock.due')}{' '}
          <Instant at={clock.due} of={clock.participant} /> <ClockTag state={clock.state} />
        </li>
      ))}
    </ul>
  );
}
