import type { Session } from '@rapport/api';
import type { Measure, Step } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { client } from '../exchange/client.ts';
import type { Letter } from '../exchange/filed.ts';
import { measureQuery, queryClient, registerQuery, useSession } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { heldKeys } from '../sealing/keys-here.ts';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import type { Answers } from './answers.ts';
import { readFiles } from './attached-files.ts';
import { type Draft, type DraftPlace, draftKey, readDraft } from './draft.ts';
import { Filing } from './filing.tsx';

/** Filling, checking, addressing, signing and filing one step of a measure. */
export function FilingPage() {
  const { id, edition, step } = useParams({ from: '/measures/$id/$edition/file/$step' });
  const measure = useSuspenseQuery(measureQuery(id, edition)).data;
  const session = useSession();
  if (session === null) return <SignInFirst measure={measure} step={step} />;
  return <Signed measure={measure} stepId={step} session={session} />;
}

function SignInFirst({ measure, step }: { measure: Measure; step: string }) {
  const { t } = useWords();
  const wording = useMeasureWords(measure);
  return (
    <Page title={wording.steps[step]?.act ?? step} over={wording.title}>
      <p className="strip">
        {t('measure.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    </Page>
  );
}

/** The thread that a reply belongs to, asked anew each time a form is opened. */
const replyThreadQuery = (thread: string | undefined) =>
  queryOptions({
    queryKey: ['reply-thread', thread ?? ''],
    queryFn: async () => (thread === undefined ? [] : readThread(thread)),
  });

/** What reads signed notices is fetched where there are some to read. */
const reading = () => import('../exchange/filed.ts');

async function readThread(thread: string): Promise<Letter[]> {
  const [{ readLetters }, { notices }] = await Promise.all([reading(), client.thread(thread)]);
  return readLetters(notices);
}

/** Where this browser keeps a draft: under its place, or, where others of the office began it, under its id too. */
const keyQuery = (place: DraftPlace, shared: string | undefined) =>
  queryOptions({
    queryKey: ['draft-key', draftKey(place, shared)],
    queryFn: async () => {
      const own = draftKey(place);
      const isOwn = shared === undefined || (await readDraft(own))?.shared?.id === shared;
      return isOwn ? own : draftKey(place, shared);
    },
    staleTime: 0,
    gcTime: 0,
  });

const draftQuery = (key: string, shared: string | undefined) =>
  queryOptions({
    queryKey: ['draft', key],
    queryFn: async () => {
      const kept = await readDraft(key);
      if (kept !== undefined || shared === undefined) return { draft: kept, files: await readFiles(key) };
      const { openShared } = await import('../drafts/open-shared.ts');
      return openShared(shared);
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** What a step begins with, where the page can know it: the words it corrects, what is to be erased, which key to publish or end. */
const proposalQuery = (
  measure: Measure,
  step: Step | undefined,
  place: DraftPlace,
  target: Letter | undefined,
) =>
  queryOptions({
    queryKey: [
      'proposal',
      measure.id,
      step?.id,
      place.participant,
      place.office,
      place.about ?? '',
      target?.id,
    ],
    queryFn: async (): Promise<Draft | null> => {
      if (step?.corrects === true && target !== undefined) return beginCorrection(target, place);
      if (step?.effect === 'erases-notice') return beginErasure(place, measure);
      if (step?.effect === 'ends-sealing-key' && place.about !== undefined)
        return { answers: { key: place.about }, audience: { kind: 'all' } };
      return step?.effect === 'publishes-sealing-key' ? beginPublication(place) : null;
    },
    staleTime: 0,
    gcTime: 0,
  });

/** The words that are corrected; sealed ones as far as a key in this browser opens them. */
async function beginCorrection({ id, notice }: Letter, { participant }: DraftPlace): Promise<Draft> {
  if (notice.sealed === undefined) return { answers: notice.answers as Answers };
  const { openLetter } = await import('../sealing/open-letter.ts');
  const opened = await openLetter(id, notice.sealed, participant);
  return { answers: opened.kind === 'opened' ? (opened.content.answers as Answers) : {} };
}

/** Everybody who could read a notice has to learn of its erasure: whom it reached is the first proposal. */
async function beginErasure({ about }: DraftPlace, { audience }: Measure): Promise<Draft | null> {
  const { readLetters } = await reading();
  const [erased] = about === undefined ? [] : readLetters([await client.notice(about)]);
  if (erased === undefined) return null;
  const reached = erased.notice.audience;
  const isOffered = audience.some((kind) => kind === reached.kind);
  return { answers: { notice: erased.id }, audience: isOffered ? reached : { kind: 'participants' } };
}

/** The key of this office in this browser that is not published yet. */
async function beginPublication({ participant, office }: DraftPlace): Promise<Draft | null> {
  const { sealing } = await queryClient.fetchQuery({ ...registerQuery, staleTime: 0 });
  const own = (await heldKeys(participant)).filter((one) => one.office === office);
  const key = own.findLast(({ recipient }) => !sealing.some((one) => one.key === recipient))?.recipient;
  return key === undefined ? null : { answers: { key }, audience: { kind: 'all' } };
}

function Signed({ measure, stepId, session }: { measure: Measure; stepId: string; session: Session }) {
  const { thread, after, about, draft: shared } = useSearch({ from: '/measures/$id/$edition/file/$step' });
  const letters = useSuspenseQuery(replyThreadQuery(thread)).data;
  const place: DraftPlace = {
    participant: session.participant,
    office: session.office,
    measure: measure.id,
    edition: measure.edition,
    step: stepId,
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
    ...(about === undefined ? {} : { about }),
  };
  const key = useSuspenseQuery(keyQuery(place, shared)).data;
  const { draft, files } = useSuspenseQuery(draftQuery(key, shared)).data;
  const step = measure.steps.find(({ id }) => id === stepId);
  const target = letters.find(({ id }) => id === after);
  const proposed = useSuspenseQuery(proposalQuery(measure, step, place, target)).data;
  if (step === undefined || (step.after !== undefined && target === undefined)) throw new NothingHere();
  const first = draft ?? proposed ?? { answers: {} };
  return (
    <Filing
      key={key}
      draftKey={key}
      first={first}
      firstFiles={files}
      wasKept={draft !== undefined}
      measure={measure}
      step={step}
      place={place}
      letters={letters}
      maySign={session.person === undefined && step.offices.includes(session.office)}
    />
  );
}
