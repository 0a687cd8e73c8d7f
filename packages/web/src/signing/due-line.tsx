import { listOf } from '@rapport/measures';
import { useQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { useNow } from '../thread/use-now.ts';
import { Fact } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import type { Brief } from './brief-page.tsx';

/** When the step is due, where a clock of its thread or of the year says so. */
export function DueLine({ brief }: { brief: Brief }) {
  const { t } = useWords();
  const due = useDue(brief);
  const now = useNow();
  if (due === undefined) return null;
  return (
    <Fact label={t('clock.due')}>
      <Instant at={due} />
      {due < now && <strong> {t('signing.late')}</strong>}
    </Fact>
  );
}

/** The earliest instant by which one of the clocks that the step stops wants it. POSIX milliseconds */
function useDue({ measure, step, place }: Brief): number | undefined {
  const clocks = measure.clocks.filter((clock) => listOf(clock.step).includes(step.id)).map(({ id }) => id);
  const { data = [] } = useQuery({
    queryKey: ['due-of-step', measure.id, measure.edition, step.id, place.thread ?? ''],
    queryFn: async () => {
      const isOfStep = (one: { measure: string; clock: string }): boolean =>
        one.measure === measure.id && clocks.includes(one.clock);
      if (place.thread === undefined)
        return (await client.clocks()).years
          .filter((one) => isOfStep(one) && (one.state === 'running' || one.state === 'passed'))
          .map(({ due }) => due);
      const pages = await Promise.all(
        (['running', 'passed'] as const).map((state) =>
          client.clockItems({ side: 'owed', state, limit: 100 }),
        ),
      );
      return pages
        .flatMap(({ items }) => items)
        .filter((one) => one.thread === place.thread && isOfStep(one))
        .map(({ due }) => due);
    },
    enabled: clocks.length > 0,
  });
  return data.length === 0 ? undefined : Math.min(...data);
}
