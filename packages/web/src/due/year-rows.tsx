import type { ClockSummary } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { measureQuery } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { ClockTag } from '../thread/clock-tag.tsx';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { Row } from '../ui/row.tsx';
import { useWords } from '../wording/use-words.ts';

type Year = ClockSummary['years'][number];

/** What is due every year of what was taken up, the newest year first, and how often something may still be asked for. */
export function YearRows({ years }: { years: readonly Year[] }) {
  const { t } = useWords();
  if (years.length === 0) return null;
  const rows = years.toSorted((a, b) => b.due - a.due);
  return (
    <Section title={t('due.years')} inMargin>
      <ul className="rows">
        {rows.map((year) => (
          <li key={`${year.measure} ${year.clock} ${year.year}`}>
            <Suspense fallback={year.clock}>
              <YearRow year={year} />
            </Suspense>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function YearRow({ year }: { year: Year }) {
  const { t } = useWords();
  const measure = useSuspenseQuery(measureQuery(year.measure, year.edition)).data;
  const wording = useMeasureWords(measure);
  const isToGive = year.limit === undefined && year.state !== 'met' && year.state !== 'met-late';
  return (
    <Row
      title={
        <>
          <Link to="/measures/$id" params={{ id: year.measure }}>
            {wording.title}
          </Link>{' '}
          <span className="figures">{year.year}</span> <ClockTag state={year.state} />
        </>
      }
      about={
        <>
          {wording.clocks[year.clock] ?? year.clock}
          {year.limit !== undefined && (
            <>
              {' · '}
              {t('due.used', { used: year.used ?? 0, limit: year.limit })}
            </>
          )}
          {isToGive && (
            <>
              {' · '}
              <Link
                to="/returns/$measure/$clock/$year"
                params={{ measure: year.measure, clock: year.clock, year: String(year.year) }}
              >
                {t('returns.title', { year: String(year.year) })}
              </Link>
            </>
          )}
        </>
      }
      aside={
        year.limit === undefined && (
          <>
            {t('clock.due')} <Instant at={year.due} brief />
          </>
        )
      }
    />
  );
}
