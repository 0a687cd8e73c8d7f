import { parsePointer } from '@rapport/measures';
import { useQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import type { Letter } from '../exchange/filed.ts';
import { Reference } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import { type Answers, withAnswer } from './answers.ts';
import type { FilingState } from './filing.tsx';

/** "As in the last one, but for what you change": fills the form from the sender's newest notice of the same step. */
export function CarryForward({ state }: { state: FilingState }) {
  const { t } = useWords();
  const { step, draft, change } = state;
  const { data: last } = useLast(state);
  if (step.carries === undefined || last === undefined || last === null) return null;
  const fill = (): void => {
    const said = structuredClone(last.notice.answers) as Answers;
    change({ ...draft, answers: withAnswer(said, parsePointer(step.carries ?? '') ?? [], last.id) });
  };
  return (
    <p className="strip">
      {t('filing.last')} <Reference>{last.reference}</Reference>{' '}
      <button type="button" className="link-button" onClick={fill}>
        {t('filing.carry')}
      </button>
    </p>
  );
}

function useLast({ measure, step, place }: FilingState) {
  return useQuery({
    queryKey: ['last', measure.id, step.id, place.participant],
    queryFn: async (): Promise<Letter | null> => {
      const { readLetters } = await import('../exchange/filed.ts');
      const { threads } = await client.measureThreads(measure.id, { limit: 50 });
      const letters = threads.flatMap(({ notices }) => readLetters(notices));
      const own = letters.filter(
        ({ notice }) => notice.participant === place.participant && notice.step === step.id,
      );
      return own.toSorted((a, b) => b.index - a.index)[0] ?? null;
    },
    enabled: step.carries !== undefined,
  });
}
