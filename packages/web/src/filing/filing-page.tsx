import type { Session } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { client } from '../exchange/client.ts';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { measureQuery, useSession } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
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
    queryFn: async () => (thread === undefined ? [] : readLetters((await client.thread(thread)).notices)),
  });

const draftQuery = (key: string) =>
  queryOptions({
    queryKey: ['draft', key],
    queryFn: async () => ({ draft: await readDraft(key), files: await readFiles(key) }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** The notice that is to be erased, where the reader may see it. */
const erasedQuery = (about: string | undefined) =>
  queryOptions({
    queryKey: ['about', about ?? ''],
    queryFn: async () =>
      about === undefined ? null : (readLetters([await client.notice(about)])[0] ?? null),
  });

/** Everybody who could read a notice has to learn of its erasure: whom it reached is the first proposal. */
function beginErasure(erased: Letter | null, { audience }: Measure): Draft | undefined {
  if (erased === null) return undefined;
  const reached = erased.notice.audience;
  const isOffered = audience.some((kind) => kind === reached.kind);
  return { answers: { notice: erased.id }, audience: isOffered ? reached : { kind: 'participants' } };
}

function Signed({ measure, stepId, session }: { measure: Measure; stepId: string; session: Session }) {
  const { thread, after, about } = useSearch({ from: '/measures/$id/$edition/file/$step' });
  const erased = useSuspenseQuery(erasedQuery(about)).data;
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
  const key = draftKey(place);
  const { draft, files } = useSuspenseQuery(draftQuery(key)).data;
  const step = measure.steps.find(({ id }) => id === stepId);
  const target = letters.find(({ id }) => id === after);
  if (step === undefined || (step.after !== undefined && target === undefined)) throw new NothingHere();
  const begin = step.corrects && target !== undefined ? (target.notice.answers as Answers) : {};
  const erasing = step.effect === 'erases-notice' ? beginErasure(erased, measure) : undefined;
  const first = draft ?? erasing ?? { answers: begin };
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
    />
  );
}
