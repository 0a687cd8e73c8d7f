import type { ReleasedNotice, ReleasedQuery } from '@rapport/api';
import { queryOptions } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

export const releasedQuery = (query: ReleasedQuery) =>
  queryOptions({ queryKey: ['notices', 'released', query], queryFn: () => client.released(query) });

/** Notices that everybody may read: what each is about, who sent it, when it was taken in. */
export function ReleasedList({ notices }: { notices: readonly ReleasedNotice[] }) {
  const { t } = useWords();
  if (notices.length === 0) return <p className="soft">{t('released.none')}</p>;
  return (
    <ul className="rows">
      {notices.map((notice) => (
        <Released key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function Released({ notice }: { notice: ReleasedNotice }) {
  const { pick } = useWords();
  const names = useNames();
  const { subject } = notice;
  return (
    <li className="notice-row">
      <div>
        <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
          {subject === undefined ? pick(notice.stepTitle) : <SubjectWords subject={subject} />}
        </Link>
      </div>
      <div className="small">
        {pick(notice.measureTitle)}
        {subject !== undefined && ` · ${pick(notice.stepTitle)}`} · {names.participant(notice.participant)} ·{' '}
        <Reference>{notice.reference}</Reference>
      </div>
      <div className="soft small">
        <Instant at={notice.takenIn} />
      </div>
    </li>
  );
}
