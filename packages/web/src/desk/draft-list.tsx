import { type DraftSummary, onDuty, type Session } from '@rapport/api';
import { queryOptions, useQuery, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { DraftRow } from '../drafts/draft-rows.tsx';
import { draftsQuery, measureQuery, officeQuery, useOrganisation } from '../exchange/queries.ts';
import { dropDraft } from '../filing/draft.ts';
import { StepTitle } from '../inbox/step-title.tsx';
import { Held } from '../signing/held.tsx';
import { useNow } from '../thread/use-now.ts';
import { Section } from '../ui/page.tsx';
import { Row } from '../ui/row.tsx';
import { useWords } from '../wording/use-words.ts';
import { isLeftOver, type OwnDraft, readOwnDrafts } from './own-drafts.ts';

/** The drafts in this browser; those that only were copies of what the office has filed or put aside go. */
const ownDraftsQuery = ({ participant, office }: Session, shared: readonly DraftSummary[] | null) =>
  queryOptions({
    queryKey: ['drafts', participant, office, (shared ?? []).map(({ id, state }) => `${id} ${state}`).join()],
    queryFn: async () => {
      const drafts = await readOwnDrafts(participant, office);
      const gone = shared === null ? [] : drafts.filter((draft) => isLeftOver(draft, shared));
      await Promise.all(gone.map(({ key }) => dropDraft(key)));
      return drafts.filter((draft) => !gone.includes(draft));
    },
    staleTime: 0,
  });

/** What waits for a decision of whoever is signed in: a signature, mending, or the end of the time for recall. */
export function DraftsToDecide({ session }: { session: Session }) {
  const { t } = useWords();
  const drafts = useSuspenseQuery(draftsQuery).data ?? [];
  const of = (state: DraftSummary['state']): DraftSummary[] => drafts.filter((one) => one.state === state);
  const held = of('held');
  const returned = of('returned');
  return (
    <>
      <Waiting drafts={of('waiting')} session={session} />
      {returned.length > 0 && (
        <Section title={t('desk.returned')} inMargin>
          <ul className="rows">
            {returned.map((draft) => (
              <li key={draft.id}>
                <DraftRow draft={draft} to="form" />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {held.length > 0 && (
        <Section title={t('signing.held')} inMargin>
          <ul className="rows">
            {held.map((draft) => (
              <li key={draft.id}>
                <DraftRow draft={draft} to="brief" />
                <Held draft={draft} session={session} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** What whoever is signed in may sign; whoever is away is not asked, and a deputy is. */
function Waiting({ drafts, session }: { drafts: readonly DraftSummary[]; session: Session }) {
  const now = useNow();
  const keys = useQuery(officeQuery).data?.keys ?? [];
  const own = keys.find(({ isYours }) => isYours);
  const isAway = own !== undefined && !onDuty(keys, session.office, now).includes(own);
  if (drafts.length === 0 || isAway || session.person !== undefined) return null;
  return <Signable drafts={drafts} session={session} />;
}

function Signable({ drafts, session }: { drafts: readonly DraftSummary[]; session: Session }) {
  const { t } = useWords();
  const signable = useSignable(drafts, session);
  if (signable.length === 0) return null;
  return (
    <Section title={t('signing.waiting')} inMargin>
      <ul className="rows">
        {signable.map((draft) => (
          <li key={draft.id}>
            <DraftRow draft={draft} to="brief" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function useSignable(drafts: readonly DraftSummary[], session: Session): DraftSummary[] {
  const queries = drafts.map(({ place }) => measureQuery(place.measure, place.edition));
  const measures = useSuspenseQueries({ queries }).map(({ data }) => data);
  return drafts.filter(({ place }) => {
    const step = measures
      .find(({ id, edition }) => id === place.measure && edition === place.edition)
      ?.steps.find(({ id }) => id === place.step);
    return step?.offices.includes(session.office) === true;
  });
}

/** What the participant's people have begun and not handed over, and what is in this browser alone. */
export function DraftList({ session }: { session: Session }) {
  const { t } = useWords();
  const shared = useSuspenseQuery(draftsQuery).data;
  const own = useSuspenseQuery(ownDraftsQuery(session, shared)).data;
  const begun = shared?.filter(({ state }) => state === 'writing' || state === 'waiting') ?? [];
  const alone = own.filter(
    (draft) => draft.isSigned || !(shared ?? []).some(({ id }) => id === draft.shared),
  );
  if (begun.length + alone.length === 0) return null;
  return (
    <Section title={t('desk.drafts')} inMargin>
      <ul className="rows">
        {alone.map((draft) => (
          <li key={draft.key}>
            <OwnRow draft={draft} />
          </li>
        ))}
        {begun.map((draft) => (
          <li key={draft.id}>
            <DraftRow draft={draft} to="form" tag={t(`drafts.state.${draft.state}`)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OwnRow({ draft: { place, isSigned, shared } }: { draft: OwnDraft }) {
  const { t, pick } = useWords();
  const { id, edition, step, search } = addressOf(place, isSigned, shared);
  const measure = useOrganisation().measures.find((one) => one.id === id);
  return (
    <Row
      title={
        <>
          <Link to="/measures/$id/$edition/file/$step" params={{ id, edition, step }} search={search}>
            <Suspense fallback={step}>
              <StepTitle measure={{ id, edition, hash: measure?.hash ?? '' }} step={step} />
            </Suspense>
          </Link>
          <span className="tag">{t(isSigned ? 'desk.draft-signed' : 'desk.draft-here')}</span>
        </>
      }
      about={measure === undefined ? id : pick(measure.title)}
    />
  );
}

function addressOf(place: OwnDraft['place'], isSigned: boolean, shared: string | undefined) {
  const { measure, edition, step, thread, after } = place;
  const search = {
    ...(isSigned ? { part: 'sign' as const } : {}),
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
    ...(shared === undefined ? {} : { draft: shared }),
  };
  return { id: measure, edition, step, search };
}
