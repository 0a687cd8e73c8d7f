import type { Session } from '@rapport/api';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { noticesQuery, useSession } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { NoticeRow } from './notice-row.tsx';
import { openedQuery } from './opened-query.ts';

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

function Box({ box, session }: { box: 'received' | 'sent'; session: Session }) {
  const { t } = useWords();
  const office = `${session.participant}/${session.office}`;
  const opened = useSuspenseQuery(openedQuery(office)).data;
  const list = useSuspenseInfiniteQuery(noticesQuery({ box, limit: 25 }));
  const notices = list.data.pages.flatMap((page) => page.notices);
  if (notices.length === 0)
    return (
      <div className="empty">
        <p>{box === 'received' ? t('inbox.none-received') : t('inbox.none-sent')}</p>
        <p>
          <Link to="/catalogue">{t('catalogue.title')}</Link>
        </p>
      </div>
    );
  return (
    <>
      <SaveList list="notices" filter={{ box }} />
      <ul className="rows notices" aria-label={box === 'received' ? t('inbox.received') : t('inbox.sent')}>
        {notices.map((notice) => (
          <NoticeRow
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
