import type { ClockReading } from '@rapport/notices';
import { useWords } from '../wording/use-words.ts';

const tones: Readonly<Record<ClockReading['state'], string>> = {
  met: 'sound',
  running: 'soft',
  suspended: 'soft',
  'used-up': 'soft',
  'met-late': 'fault',
  passed: 'fault',
};

/** How a clock stands, in a word. */
export function ClockTag({ state }: { state: ClockReading['state'] }) {
  const { t } = useWords();
  const tone = tones[state];
  return <span className={`tag ${tone}`}>{t(`clock.${state}`)}</span>;
}
