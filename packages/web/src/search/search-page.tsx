import type { SearchPage as Found } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { CopyLink } from '../ui/copy-link.tsx';
import { Page } from '../ui/page.tsx';
import { Loading } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { HitRow } from './hit-row.tsx';
import { SealedHits } from './sealed-hits.tsx';
import { isAsking, type SearchAddress } from './search-address.ts';
import { SearchForm } from './search-form.tsx';
import { searchQuery } from './search-queries.ts';

/** Finds notices by what they say; all that is asked for stands in the address. */
export function SearchPage() {
  const { t } = useWords();
  const address = useSearch({ from: '/search' });
  return (
    <Page title={t('search.title')} part={address.before === undefined ? '' : String(address.before)}>
      <SearchForm key={JSON.stringify({ ...address, before: undefined })} address={address} />
      {isAsking(address) ? (
        <Suspense fallback={<Loading />}>
          <Hits address={address} />
        </Suspense>
      ) : (
        <Help />
      )}
    </Page>
  );
}

function Hits({ address }: { address: SearchAddress }) {
  const { t } = useWords();
  const page = useSuspenseQuery(searchQuery(address)).data;
  return (
    <section className="section" aria-label={t('search.results')}>
      <p className="search-count">
        <output>
          {countText(page, t)} {page.isWide && t('search.wide')}{' '}
          {page.behind > 0 && t('search.behind', { behind: page.behind })}
        </output>
      </p>
      {page.hits.length > 0 && (
        <ol className="rows notices hits" aria-label={t('search.results')}>
          {page.hits.map((hit) => (
            <HitRow key={hit.notice.id} hit={hit} />
          ))}
        </ol>
      )}
      {page.hits.length === 0 && <Help />}
      <p className="actions no-print">
        {page.next !== undefined && (
          <Link to="/search" search={{ ...address, before: page.next }} className="button second">
            {t('inbox.older')}
          </Link>
        )}
        {address.before !== undefined && (
          <Link to="/search" search={newestOf(address)}>
            {t('lists.newest')}
          </Link>
        )}
        <CopyLink />
      </p>
      <SealedHits q={address.q ?? ''} />
    </section>
  );
}

function countText({ found, hits }: Found, t: ReturnType<typeof useWords>['t']): string {
  if (found === undefined) return t('search.older-ones');
  if (hits.length === 0) return t('search.none');
  return t(found.isMore ? 'search.more-than' : 'search.count', { count: found.count });
}

function newestOf(address: SearchAddress): SearchAddress {
  const { before: _, ...newest } = address;
  return newest;
}

/** How to ask, in examples that can be followed. */
function Help() {
  const { t } = useWords();
  return (
    <div className="line stack section">
      <p>{t('search.help')}</p>
      <ul className="search-help">
        <li>{t('search.help.words')}</li>
        <li>{t('search.help.phrase')}</li>
        <li>{t('search.help.minus')}</li>
        <li>{t('search.help.beginning')}</li>
        <li>{t('search.help.reference')}</li>
      </ul>
      <p className="soft small">{t('search.help.sealed')}</p>
    </div>
  );
}
