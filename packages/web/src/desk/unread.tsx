import type { Session } from '@rapport/api';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { noticesQuery } from '../exchange/queries.ts';
import { NoticeRow } from '../inbox/notice-row.tsx';
import { openedQuery } from '../inbox/opened-query.ts';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** How many unread notices the desk shows; the inbox has them all. */
const shownMax = 8;

/** The newest of what the office has received and not opened in this browser. */
export function Unread({ session }: { session: Session }) {
  const { t } = useWords();
  const opened = useSuspenseQuery(openedQuery(`${session.participant}/${session.office}`)).data;
  const list = useSuspenseInfiniteQuery(noticesQuery({ box: 'received', limit: 25 }));
  const unread = list.data.pages.flatMap(({ notices }) => notices).filter(({ id }) => !opened.has(id));
  if (unread.length === 0) return null;
  return (
    <Section title={t('desk.unread')} inMargin>
      <ul className="rows notices" aria-label={t('desk.unread')}>
        {unread.slice(0, shownMax).map((notice) => (
          <NoticeRow key={notice.id} notice={notice} isNew />
        ))}
      </ul>
      <p className="actions">
        <Link to="/inbox">{t('desk.all-received')}</Link>
      </p>
    </Section>
  );
}
