import type { Measure, MeasureWording } from '@rapport/measures';
import { pickWording, useWords } from '../wording/use-words.ts';

const silent: MeasureWording = { title: '', purpose: '', steps: {}, states: {}, clocks: {}, forms: {} };

/** What a measure says in the language shown, else in the first that it has. */
export function useMeasureWords(measure: Measure): MeasureWording {
  const { language } = useWords();
  return pickWording(measure.wording, language) ?? silent;
}
