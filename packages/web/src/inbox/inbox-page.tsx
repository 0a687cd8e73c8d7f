import type { NoticePage, NoticeQuery, Session } from '@rapport/api';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useSession } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { CopyLink } from '../ui/copy-link.tsx';
import { Page } from '../ui/page.tsx';
import { Loading } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import type { InboxAddress } from './inbox-address.ts';
import { firstPageQuery, placeQuery } from './inbox-queries.ts';
import { NoticeRow } from './notice-row.tsx';
import { openedQuery } from './opened-query.ts';
import { RowClock } from './row-clock.tsx';

/** Notices on one page: few enough that a list is a plain list, for whoever reads or hears it. */
const pageMax = 25;

/** What an office has received or its participant has sent, newest first, kept current by the server. */
export function InboxPage() {
  const { t } = useWords();
  const session = useSession();
  const address = useSearch({ from: '/inbox' });
  const { box = 'received', before, measure } = address;
  if (session === null) {
    return (
      <Page title={t('nav.inbox')}>
        <p className="strip">
          {t('inbox.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={t('nav.inbox')} part={`${box} ${measure ?? ''} ${before ?? ''}`}>
      <nav aria-label={t('inbox.boxes')} className="boxes">
        <Link to="/inbox" search={{}} aria-current={box === 'received' ? 'page' : undefined}>
          {t('inbox.received')}
        </Link>
        <Link to="/inbox" search={{ box: 'sent' }} aria-current={box === 'sent' ? 'page' : undefined}>
          {t('inbox.sent')}
        </Link>
      </nav>
      <Suspense fallback={<Loading />}>
        <Box key={JSON.stringify(address)} address={address} session={session} />
      </Suspense>
    </Page>
  );
}

function Box({ address, session }: { address: InboxAddress; session: Session }) {
  const { t } = useWords();
  const { box = 'received', ...rest } = address;
  const office = `${session.participant}/${session.office}`;
  const opened = useSuspenseQuery(openedQuery(office)).data;
  const query = { box, ...rest, limit: pageMax } as const;
  const page = useSuspenseQuery(placeQuery(query)).data;
  const { notices, next } = page;
  if (notices.length === 0 && address.before === undefined)
    return (
      <div className="empty">
        <p>{box === 'received' ? t('inbox.none-received') : t('inbox.none-sent')}</p>
        <Newer query={query} shown={page} />
        <p>
          <Link to="/catalogue">{t('catalogue.title')}</Link>
        </p>
      </div>
    );
  return (
    <>
      <SaveList list="notices" filter={{ box }} />
      {address.before === undefined && <Newer query={query} shown={page} />}
      <ul className="rows notices" aria-label={box === 'received' ? t('inbox.received') : t('inbox.sent')}>
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} isNew={box === 'received' && !opened.has(notice.id)}>
            <Suspense>
              <RowClock notice={notice} participant={session.participant} />
            </Suspense>
          </NoticeRow>
        ))}
      </ul>
      <p className="actions no-print">
        {next !== undefined && (
          <Link to="/inbox" search={{ ...address, before: next }} className="button second">
            {t('inbox.older')}
          </Link>
        )}
        {address.before !== undefined && (
          <Link to="/inbox" search={newestOf(address)}>
            {t('lists.newest')}
          </Link>
        )}
        <Link to="/search" search={{ box }}>
          {t('search.filters')}
        </Link>
        <CopyLink />
      </p>
    </>
  );
}

function newestOf(address: InboxAddress): InboxAddress {
  const { before: _, ...newest } = address;
  return newest;
}

/** Says that newer notices have come, and shows them when asked: what is being read stays where it is. */
function Newer({ query, shown }: { query: NoticeQuery; shown: NoticePage }) {
  const { t } = useWords();
  const client = useQueryClient();
  const newest = useQuery(firstPageQuery(query)).data;
  const from = shown.notices[0]?.index ?? -1;
  const count = newest?.notices.filter(({ index }) => index > from).length ?? 0;
  if (newest === undefined || count === 0) return <output />;
  return (
    <p className="strip">
      <output>{t('lists.newer', { count })}</output>{' '}
      <button
        type="button"
        className="link-button"
        onClick={() => client.setQueryData(placeQuery(query).queryKey, newest)}
      >
        {t('lists.show-newer')}
      </button>
    </p>
  );
}
