import { paths } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { ReleasedList, releasedQuery } from './released-list.tsx';

/** What everybody may read, newest first, a page at a time by real addresses. */
export function ReleasedPage() {
  const { t } = useWords();
  const { dimension, before } = useSearch({ from: '/released' });
  const part = dimension === undefined ? {} : { dimension };
  const start = before === undefined ? {} : { before };
  const { notices, next } = useSuspenseQuery(releasedQuery({ ...part, ...start, limit: 20 })).data;
  const feed = dimension === undefined ? paths.feed : paths.dimensionFeed(`${dimension}.atom`);
  return (
    <Page title={t('released.title')} lead={t('released.lead')} part={`${dimension} ${before}`}>
      <Dimensions chosen={dimension} />
      <div className="section">
        <ReleasedList notices={notices} />
      </div>
      <p className="actions">
        {next !== undefined && (
          <Link className="button second" to="/released" search={{ ...part, before: next }}>
            {t('released.older')}
          </Link>
        )}
        <a href={feed}>{t('released.feed')}</a>
      </p>
    </Page>
  );
}

function Dimensions({ chosen }: { chosen: string | undefined }) {
  const { t, pick } = useWords();
  const all = [{ id: undefined, name: undefined }, ...useOrganisation().dimensions];
  return (
    <nav aria-label={t('released.dimension')}>
      <ul className="actions">
        {all.map(({ id, name }) => (
          <li key={id ?? ''}>
            <Link
              to="/released"
              search={id === undefined ? {} : { dimension: id }}
              className={id === chosen ? 'button second current' : 'button second'}
              aria-current={id === chosen ? 'page' : undefined}
            >
              {name === undefined ? t('released.all') : pick(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
