import type { SearchPage } from '@rapport/api';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { StepTitle } from '../inbox/step-title.tsx';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

type Hit = SearchPage['hits'][number];

/** One notice that was found, with the place that says it. */
export function HitRow({ hit: { notice, snippet } }: { hit: Hit }) {
  const { pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === notice.measure.id);
  const title = measure === undefined ? notice.measure.id : pick(measure.title);
  return (
    <li className="notice-row hit">
      <div>
        <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
          <Suspense fallback={title}>
            {notice.subject === undefined ? title : <SubjectWords subject={notice.subject} />}
          </Suspense>
        </Link>
      </div>
      <div className="small">
        <Suspense fallback={notice.step}>
          <StepTitle measure={notice.measure} step={notice.step} />
        </Suspense>
        {notice.subject === undefined ? '' : `, ${title}`}
        {' · '}
        {names.participant(notice.participant)} · <Reference>{notice.reference}</Reference>
      </div>
      <div className="soft small">
        <Instant at={notice.takenIn} />
      </div>
      {snippet !== undefined && <Snippet parts={snippet} />}
    </li>
  );
}

/** The text as it is; what was looked for is marked, and nothing in it is taken for markup. */
export function Snippet({ parts }: { parts: NonNullable<Hit['snippet']> }) {
  return (
    <p className="snippet" dir="auto">
      {parts.map(({ text, isHit }, i) => (isHit ? <mark key={`${i} ${text}`}>{text}</mark> : text))}
    </p>
  );
}
