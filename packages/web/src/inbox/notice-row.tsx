import type { NoticeSummary } from '@rapport/api';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Row } from '../ui/row.tsx';
import { useWords } from '../wording/use-words.ts';
import { StepTitle } from './step-title.tsx';

/** One notice of a list. @param children - what else there is to say of it, such as how its clocks stand */
export function NoticeRow({
  notice,
  isNew,
  children,
}: {
  notice: NoticeSummary;
  isNew: boolean;
  children?: ReactNode;
}) {
  const { t, pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === notice.measure.id);
  const title = measure === undefined ? notice.measure.id : pick(measure.title);
  return (
    <li className={isNew ? 'notice-row new' : 'notice-row'}>
      <Row
        title={
          <>
            <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
              <Suspense fallback={title}>
                {notice.subject === undefined ? title : <SubjectWords subject={notice.subject} />}
              </Suspense>
            </Link>
            {isNew && <span className="tag">{t('inbox.new')}</span>}
            {children}
          </>
        }
        about={
          <>
            {names.participant(notice.participant)}
            {' · '}
            <Suspense fallback={notice.step}>
              <StepTitle measure={notice.measure} step={notice.step} />
            </Suspense>
            {notice.subject === undefined ? '' : `, ${title}`} · <Reference>{notice.reference}</Reference>
          </>
        }
        aside={<Instant at={notice.takenIn} brief />}
      />
    </li>
  );
}
