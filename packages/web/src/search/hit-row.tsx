import type { SearchPage } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useOrganisation } from '../exchange/queries.ts';
import { StepTitle } from '../inbox/step-title.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

type Hit = SearchPage['hits'][number];

/** One notice that was found, with the place that says it. */
export function HitRow({ hit: { notice, snippet, state } }: { hit: Hit }) {
  const { pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === notice.measure.id);
  return (
    <li className="notice-row hit">
      <div>
        <Link to="/threads/$id" params={{ id: notice.thread }} hash={notice.id}>
          {measure === undefined ? notice.measure.id : pick(measure.title)}
        </Link>
        {state !== undefined && (
          <Suspense>
            <StateTag measure={notice.measure} state={state} />
          </Suspense>
        )}
      </div>
      <div className="small">
        <Suspense fallback={notice.step}>
          <StepTitle measure={notice.measure} step={notice.step} />
        </Suspense>
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

function StateTag({ measure, state }: { measure: Hit['notice']['measure']; state: string }) {
  const wording = useMeasureWords(useSuspenseQuery(measureQuery(measure.id, measure.edition)).data);
  return <span className="tag soft">{wording.states[state] ?? state}</span>;
}

/** The text as it is; what was looked for is marked, and nothing in it is taken for markup. */
export function Snippet({ parts }: { parts: NonNullable<Hit['snippet']> }) {
  return (
    <p className="snippet" dir="auto">
      {parts.map(({ text, isHit }, i) => (isHit ? <mark key={`${i} ${text}`}>{text}</mark> : text))}
    </p>
  );
}
