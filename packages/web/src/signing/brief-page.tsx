import { type DraftWhole, type Session } from '@rapport/api';
import { type Measure, tidyAnswers } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { FormLink, useSigns } from '../drafts/draft-rows.tsx';
import { History } from '../drafts/history.tsx';
import { openShared } from '../drafts/open-shared.ts';
import { PreviewLater } from '../drafts/preview-later.tsx';
import { client } from '../exchange/client.ts';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useSession } from '../exchange/queries.ts';
import type { AttachedFile } from '../filing/attached-files.ts';
import { WhoSees } from '../filing/audience-part.tsx';
import { type Draft, type DraftPlace, draftKey } from '../filing/draft.ts';
import { FileList } from '../filing/files-part.tsx';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { Carried } from '../measure/carried.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { Corrected } from './corrected.tsx';
import { Decide } from './decide.tsx';
import { DueLine } from './due-line.tsx';
import { Held } from './held.tsx';

/** A draft as its signer reads it, with all that it takes to decide. */
export interface Brief {
  readonly whole: DraftWhole;
  readonly measure: Measure;
  readonly step: Measure['steps'][number];
  readonly place: DraftPlace;
  readonly draft: Draft;
  readonly draftKey: string;
  readonly files: readonly AttachedFile[];
  /** The thread of a reply, in log order. */
  readonly letters: readonly Letter[];
}

const sharedDraftQuery = (id: string) =>
  queryOptions({
    queryKey: ['shared-draft', id],
    queryFn: async () => {
      const whole = await client.draft(id);
      const { thread } = whole.place;
      const letters = thread === undefined ? [] : readLetters((await client.thread(thread)).notices);
      return { whole, letters, ...(await openShared(id)) };
    },
    staleTime: 0,
    gcTime: 0,
  });

/** What an officer is to sign: what it says, to whom exactly, by when, and what it changes. */
export function BriefPage() {
  const { t } = useWords();
  const session = useSession();
  const { id } = useParams({ from: '/signing/$id' });
  if (session !== null) return <Loaded id={id} session={session} />;
  return (
    <Page title={t('signing.title')}>
      <p className="strip">
        {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    </Page>
  );
}

function Loaded({ id, session }: { id: string; session: Session }) {
  const { whole, letters, draft, files } = useSuspenseQuery(sharedDraftQuery(id)).data;
  const { measure: name, edition, step: stepId, ...rest } = whole.place;
  const measure = useSuspenseQuery(measureQuery(name, edition)).data;
  const step = measure.steps.find((one) => one.id === stepId);
  if (step === undefined) throw new NothingHere();
  const { participant, office } = session;
  const place: DraftPlace = { participant, office, measure: name, edition, step: stepId, ...rest };
  const brief = { whole, measure, step, place, draft, files, letters, draftKey: draftKey(place, id) };
  return <BriefOf brief={brief} session={session} />;
}

function BriefOf({ brief, session }: { brief: Brief; session: Session }) {
  const { t } = useWords();
  const names = useNames();
  const { whole, measure, step, draft, files } = brief;
  const wording = useMeasureWords(measure);
  const signs = useSigns(whole, session);
  const { changed, state, notice } = whole;
  if (state === 'filed' && notice !== undefined)
    return <Filed id={whole.place.thread ?? notice} notice={notice} />;
  return (
    <Page title={wording.steps[step.id]?.act ?? step.id} over={`${t('signing.title')} · ${wording.title}`}>
      {whole.dispatch?.problem !== undefined && (
        <div className="strip alarm" role="alert">
          <p>{t('signing.failed-text')}</p>
          <p>{whole.dispatch.problem}</p>
        </div>
      )}
      {state === 'held' && <Held draft={whole} session={session} />}
      <Facts className="line">
        <Fact label={t('signing.prepared-by')}>
          <bdi>{changed.label ?? names.office(changed.office)}</bdi>, <Instant at={changed.at} />
        </Fact>
        <Fact label={t('letter.to')}>
          {draft.audience === undefined ? t('signing.no-audience') : names.audience(draft.audience)}
        </Fact>
        <DueLine brief={brief} />
        <Fact label={t('signing.now')}>{t(`drafts.state.${state}`)}</Fact>
      </Facts>
      {draft.audience !== undefined && <WhoSees audience={draft.audience} state={brief} />}
      <Says brief={brief} />
      {files.length > 0 && (
        <Section title={t('files.title')}>
          <FileList files={files} />
        </Section>
      )}
      {(draft.shared?.awaited ?? []).length > 0 && (
        <p className="strip alarm">{t('signing.files-awaited')}</p>
      )}
      <PreviewLater {...brief} />
      {state !== 'held' && <Decide brief={brief} signs={signs} />}
      {state !== 'held' && (
        <p className="actions small">
          <FormLink draft={whole}>{t('signing.open-form')}</FormLink>
        </p>
      )}
      <History events={whole.history} />
    </Page>
  );
}

/** The words, and before them what they change of what was filed. */
function Says({ brief }: { brief: Brief }) {
  const { t } = useWords();
  const { measure, step, draft, files } = brief;
  const form = measure.forms[step.form];
  const answers = form === undefined ? {} : tidyAnswers(form, draft.answers);
  const rows = useAnswerRows(measure, step.id, answers, files);
  return (
    <Section title={t('signing.says')}>
      <Corrected brief={brief} rows={rows} />
      <Carried step={step} answers={answers} rows={rows} />
      <AnswerList rows={rows} />
    </Section>
  );
}

function Filed({ id, notice }: { id: string; notice: string }) {
  const { t } = useWords();
  return (
    <Page title={t('drafts.state.filed')}>
      <p className="actions">
        <Link className="button" to="/threads/$id" params={{ id }} hash={notice}>
          {t('letter.thread')}
        </Link>
        <Link to="/desk">{t('desk.title')}</Link>
      </p>
    </Page>
  );
}
