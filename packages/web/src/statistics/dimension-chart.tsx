import type { Statistics } from '@rapport/api';
import { formatCount } from '@rapport/measures';
import { useId } from 'react';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';

/** Heights in em of the chart's own text: a line of words, and a bar below it. */
const rowEm = 3.25;
const barEm = 0.75;

/** One bar for each dimension, in the organisation's order; the table beside it says the same. */
export function DimensionChart({
  dimensions,
  counts,
}: {
  dimensions: Statistics['dimensions'];
  counts: Statistics['allYears']['dimensions'];
}) {
  const { t, pick, language } = useWords();
  const id = useId();
  const most = Math.max(1, ...counts.map(({ notices }) => notices));
  const isFromRight = programLanguages.find(({ tag }) => tag === language)?.direction === 'rtl';
  return (
    <svg
      className="bars"
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      width="100%"
      height={`${rowEm * counts.length}em`}
    >
      <title id={`${id}-title`}>{t('statistics.chart')}</title>
      <desc id={`${id}-text`}>{t('statistics.chart-text')}</desc>
      {counts.map(({ id: dimension, notices }, row) => {
        const width = (100 * notices) / most;
        const name = pick(dimensions.find((one) => one.id === dimension)?.name ?? {});
        const count =
          notices === 0
            ? t('statistics.not-given')
            : t('statistics.at-least', { count: formatCount(notices, language) });
        return (
          <g key={dimension}>
            <text x={isFromRight ? '100%' : '0'} y={`${rowEm * row + 1.1}em`}>
              {`${name}: ${count}`}
            </text>
            <rect className="ground" x="0" y={`${rowEm * row + 1.6}em`} width="100%" height={`${barEm}em`} />
            <rect
              x={isFromRight ? `${100 - width}%` : '0'}
              y={`${rowEm * row + 1.6}em`}
              width={`${width}%`}
              height={`${barEm}em`}
            />
          </g>
        );
      })}
    </svg>
  );
}
