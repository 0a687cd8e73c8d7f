import type { NoticeSummary } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { measureQuery } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';

/** What a step is called in its own edition. */
export function StepTitle({ measure, step }: Pick<NoticeSummary, 'measure' | 'step'>) {
  const wording = useMeasureWords(useSuspenseQuery(measureQuery(measure.id, measure.edition)).data);
  return wording.steps[step]?.title ?? step;
}
