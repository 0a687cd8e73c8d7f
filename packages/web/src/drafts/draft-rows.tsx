import type { DraftSummary, Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useOrganisation } from '../exchange/queries.ts';
import { StepTitle } from '../inbox/step-title.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';

/** Whether whoever is signed in may sign a draft's step: the holder of a key of one of its offices. */
export function useSigns({ place }: DraftSummary, session: Session): boolean {
  const measure = useSuspenseQuery(measureQuery(place.measure, place.edition)).data;
  const step = measure.steps.find(({ id }) => id === place.step);
  return session.person === undefined && step?.offices.includes(session.office) === true;
}

/** A draft in a list: what it is, and who changed it last. */
export function DraftRow(props: { draft: DraftSummary; to: 'brief' | 'form'; tag?: string }) {
  const { draft, to, tag } = props;
  const { t, pick } = useWords();
  const { place, id, remark, changed } = draft;
  const measure = useOrganisation().measures.find((one) => one.id === place.measure);
  const names = useNames();
  const title = (
    <Suspense fallback={place.step}>
      <StepTitle
        measure={{ id: place.measure, edition: place.edition, hash: measure?.hash ?? '' }}
        step={place.step}
      />
    </Suspense>
  );
  return (
    <>
      <div className="with-tag">
        {to === 'brief' ? (
          <Link to="/signing/$id" params={{ id }}>
            {title}
          </Link>
        ) : (
          <FormLink draft={draft}>{title}</FormLink>
        )}
        {tag !== undefined && <span className="tag">{tag}</span>}
      </div>
      <div className="small">{measure === undefined ? place.measure : pick(measure.title)}</div>
      {remark !== undefined && (
        <div className="small remark" dir="auto">
          {remark}
        </div>
      )}
      <div className="soft small">
        {t('drafts.changed-by', { who: changed.label ?? names.office(changed.office) })}{' '}
        <Instant at={changed.at} />
      </div>
    </>
  );
}

/** The way into a draft's form. */
export function FormLink({ draft, children }: { draft: DraftSummary; children: React.ReactNode }) {
  const { measure, edition, step, thread, after, about } = draft.place;
  const search = {
    draft: draft.id,
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
    ...(about === undefined ? {} : { about }),
  };
  return (
    <Link to="/measures/$id/$edition/file/$step" params={{ id: measure, edition, step }} search={search}>
      {children}
    </Link>
  );
}
