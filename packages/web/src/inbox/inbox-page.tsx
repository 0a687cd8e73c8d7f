import type { NoticeSummary, Session } from '@rapport/api';
import { queryOptions, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { noticesQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { readOpened } from './opened.ts';
import { RowClock } from './row-clock.tsx';
import { StepTitle } from './step-title.tsx';

/** What an office has received or its participant has sent, newest first, kept current by the server. */
export function InboxPage() {
  const { t } = useWords();
  const session = useSession();
  const { box = 'received' } = useSearch({ from: '/inbox' });
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
    <Page title={t('nav.inbox')} part={box}>
      <nav aria-label={t('inbox.boxes')} className="boxes">
        <Link to="/inbox" search={{}} aria-current={box === 'received' ? 'page' : undefined}>
          {t('inbox.received')}
        </Link>
        <Link to="/inbox" search={{ box: 'sent' }} aria-current={box === 'sent' ? 'page' : undefined}>
          {t('inbox.sent')}
        </Link>
      </nav>
      <Box box={box} session={session} />
    </Page>
  );
}

const openedQuery = (office: string) =>
  queryOptions({ queryKey: ['opened', office], queryFn: () => readOpened(office) });

function Box({ box, session }: { box: 'received' | 'sent'; session: Session }) {
  const { t } = useWords();
  const office = `${session.participant}/${session.office}`;
  const opened = useSuspenseQuery(openedQuery(office)).data;
  const list = useSuspenseInfiniteQuery(noticesQuery({ box, limit: 25 }));
  const notices = list.data.pages.flatMap((page) => page.notices);
  if (notices.length === 0)
    return <p>{box === 'received' ? t('inbox.none-received') : t('inbox.none-sent')}</p>;
  return (
    <>
      <ul className="rows notices" aria-label={box === 'received' ? t('inbox.received') : t('inbox.sent')}>
        {notices.map((notice) => (
          <Row
            key={notice.id}
            notice={notice}
            isNew={box === 'received' && !opened.has(notice.id)}
            session={session}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="actions">
          <button type="button" className="button second" onClick={() => void list.fetchNextPage()}>
            {t('inbox.older')}
          </button>
        </p>
      )}
    </>
  );
}

function Row({ notice, isNew, session }: { notice: NoticeSummary; isNew: boolean; session: Session }) {
  const { t, pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === notice.measure.id);
  return (
    <li className={isNew ? 'notice-row new' : 'notice-row'}>
      <div>
        <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
          {measure === undefined ? notice.measure.id : pick(measure.title)}
        </Link>
        {isNew && <span className="tag">{t('inbox.new')}</span>}
      </div>
      <div className="small">
        <Suspense fallback={notice.step}>
          <StepTitle measure={notice.measure} step={notice.step} />
        </Suspense>
        {' · '}
        {names.participant(notice.participant)} · <Reference>{notice.reference}</Reference>{' '}
        <Suspense>
          <RowClock notice={notice} participant={session.participant} />
        </Suspense>
      </div>
      <div className="soft small">
        <Instant at={notice.takenIn} />
      </div>
    </li>
  );
}
