import { paths, type Statistics, type StatisticsCounts } from '@rapport/api';
import { formatCount, formatInstant } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../exchange/client.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { DimensionChart } from './dimension-chart.tsx';

const statisticsQuery = queryOptions({ queryKey: ['statistics'], queryFn: () => client.statistics() });

/** What everybody may read, counted by year and dimension; small counts are not given. */
export function StatisticsPage() {
  const { t, language } = useWords();
  const said = useSuspenseQuery(statisticsQuery).data;
  const asOf = formatInstant(said.asOf, language, 'UTC');
  return (
    <Page title={t('statistics.title')} lead={t('statistics.lead')}>
      <p className="soft figures">
        {t('statistics.as-of', { time: asOf, size: formatCount(said.size, language) })}
      </p>
      <p className="actions">
        <a href={paths.statisticsTable} download>
          {t('statistics.csv')}
        </a>
        <a href={paths.statistics}>{t('statistics.json')}</a>
      </p>
      {said.years.length === 0 ? <p className="soft">{t('statistics.none')}</p> : <Counts said={said} />}
      <Section title={t('statistics.rules')} inMargin>
        <p>{t('statistics.rule', { floor: said.floor })}</p>
        <p>{t('statistics.scope')}</p>
        <p>{t('statistics.use')}</p>
      </Section>
    </Page>
  );
}

function Counts({ said }: { said: Statistics }) {
  const { t, language } = useWords();
  const { years, allYears, dimensions } = said;
  return (
    <>
      {allYears.totals.notices > 0 && (
        <Section title={t('statistics.chart')}>
          <DimensionChart dimensions={dimensions} counts={allYears.dimensions} />
        </Section>
      )}
      {years.toReversed().map(({ year, entries, ...counts }) => (
        <Section key={year} title={String(year)}>
          <p className="soft figures">{t('statistics.entries', { count: formatCount(entries, language) })}</p>
          <YearTable said={said} counts={counts} />
        </Section>
      ))}
      {years.length > 1 && (
        <Section title={t('statistics.all-years')}>
          <YearTable said={said} counts={allYears} isBound />
        </Section>
      )}
    </>
  );
}

const kinds = ['notices', 'threads', 'replies', 'takings'] as const;

/** @param isBound - whether every count is a lower bound */
function YearTable({
  said,
  counts,
  isBound = false,
}: {
  said: Statistics;
  counts: Statistics['allYears'];
  isBound?: boolean;
}) {
  const { t, pick } = useWords();
  return (
    <div className="table records">
      <table className="statistics">
        <thead>
          <tr>
            <th scope="col">{t('statistics.dimension')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`statistics.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.dimensions.map((one) => (
            <Row
              key={one.id}
              name={pick(said.dimensions.find(({ id }) => id === one.id)?.name ?? {})}
              counts={one}
              isBound={isBound}
            />
          ))}
          <Row name={t('statistics.total')} counts={counts.totals} isBound={isBound} />
        </tbody>
      </table>
    </div>
  );
}

/** A lower bound of nothing says nothing: it is shown as what is not given. */
function Row({ name, counts, isBound }: { name: string; counts: StatisticsCounts; isBound: boolean }) {
  const { t, language } = useWords();
  const shown = (count: number) => {
    const figures = formatCount(count, language);
    return isBound ? t('statistics.at-least', { count: figures }) : figures;
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      {kinds.map((kind) => {
        const count = counts[kind];
        return (
          <td key={kind} data-label={t(`statistics.${kind}`)} className="figures">
            {count === undefined || count === 0 ? (
              <span className="soft">{t('statistics.not-given')}</span>
            ) : (
              shown(count)
            )}
          </td>
        );
      })}
    </tr>
  );
}
