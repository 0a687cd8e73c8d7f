import type { Session } from '@rapport/api';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { StepTitle } from '../inbox/step-title.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { type OwnDraft, readOwnDrafts } from './own-drafts.ts';

const draftsQuery = ({ participant, office }: Session) =>
  queryOptions({
    queryKey: ['drafts', participant, office],
    queryFn: () => readOwnDrafts(participant, office),
    staleTime: 0,
  });

/** What the office has begun in this browser and not yet filed. */
export function DraftList({ session }: { session: Session }) {
  const { t } = useWords();
  const drafts = useSuspenseQuery(draftsQuery(session)).data;
  if (drafts.length === 0) return null;
  return (
    <Section title={t('desk.drafts')} inMargin>
      <ul className="rows">
        {drafts.map((draft) => (
          <li key={draft.key}>
            <DraftRow draft={draft} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function DraftRow({ draft: { place, isSigned } }: { draft: OwnDraft }) {
  const { t, pick } = useWords();
  const { id, edition, step, search } = addressOf(place, isSigned);
  const measure = useOrganisation().measures.find((one) => one.id === id);
  return (
    <>
      <div>
        <Link to="/measures/$id/$edition/file/$step" params={{ id, edition, step }} search={search}>
          <Suspense fallback={step}>
            <StepTitle measure={{ id, edition, hash: measure?.hash ?? '' }} step={step} />
          </Suspense>
        </Link>
        {isSigned && <span className="tag">{t('desk.draft-signed')}</span>}
      </div>
      <div className="small">{measure === undefined ? id : pick(measure.title)}</div>
    </>
  );
}

function addressOf({ measure, edition, step, thread, after }: OwnDraft['place'], isSigned: boolean) {
  const search = {
    ...(isSigned ? { part: 'sign' as const } : {}),
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
  return { id: measure, edition, step, search };
}
