import type { ClockSummary, Session } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRules } from '../drafts/hand-over.tsx';
import type { Sharing } from '../drafts/use-sharing.ts';
import { clocksQuery } from '../due/due-queries.ts';
import { client } from '../exchange/client.ts';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { measureQuery, useSession } from '../exchange/queries.ts';
import { Radios } from '../filing/choice-fields.tsx';
import { type Draft, type DraftPlace, draftKey, keepDraft } from '../filing/draft.ts';
import type { Fault, FilingState } from '../filing/filing.tsx';
import { SignPart } from '../filing/sign-part.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { type ReturnWay, returnWays, yearlyClock } from './return-ways.ts';

type Year = ClockSummary['years'][number];

/** A return of a year that is due, where a mail leads to: two clicks where there is nothing new to say. */
export function ReturnPage() {
  const { t } = useWords();
  const { measure, clock, year } = useParams({ from: '/returns/$measure/$clock/$year' });
  const session = useSession();
  if (session !== null) return <Return id={measure} clock={clock} year={Number(year)} session={session} />;
  return (
    <Page title={t('returns.title', { year })}>
      <p className="strip">
        {t('measure.sign-in')}{' '}
        <Link to="/sign-in" search={{ to: `/returns/${measure}/${clock}/${year}` }}>
          {t('session.sign-in')}
        </Link>
      </p>
    </Page>
  );
}

interface Props {
  readonly id: string;
  readonly clock: string;
  readonly year: number;
  readonly session: Session;
}

function Return({ id, clock, year, session }: Props) {
  const { years } = useSuspenseQuery(clocksQuery).data;
  const item = years.find((one) => one.measure === id && one.clock === clock && one.year === year);
  if (item === undefined) throw new NothingHere();
  return <Due item={item} session={session} />;
}

/** The participant's newest return under a measure. */
const lastQuery = (measure: string, participant: string, steps: readonly string[]) =>
  queryOptions({
    queryKey: ['last-return', measure, participant],
    queryFn: async (): Promise<Letter | null> => {
      const { threads } = await client.measureThreads(measure, { limit: 50 });
      const letters = threads.flatMap(({ notices }) => readLetters(notices));
      const own = letters.filter(
        ({ notice, erased }) =>
          erased === undefined && notice.participant === participant && steps.includes(notice.step),
      );
      return own.toSorted((a, b) => b.index - a.index)[0] ?? null;
    },
  });

function Due({ item, session }: { item: Year; session: Session }) {
  const { t } = useWords();
  const measure = useSuspenseQuery(measureQuery(item.measure, item.edition)).data;
  const wording = useMeasureWords(measure);
  const clock = yearlyClock(measure, item.clock);
  const steps = clock === undefined ? [] : [clock.step].flat();
  const last = useSuspenseQuery(lastQuery(measure.id, session.participant, steps)).data;
  const isDone = item.state === 'met' || item.state === 'met-late';
  const ways = clock === undefined ? [] : returnWays(measure, clock, item.year, last, session.office);
  return (
    <Page title={t('returns.title', { year: String(item.year) })} over={wording.title}>
      <Facts className="line">
        <Fact label={t('clock.due')}>
          <Instant at={item.due} />
        </Fact>
      </Facts>
      {isDone ? (
        <p className="strip">{t('returns.done')}</p>
      ) : (
        <Choice measure={measure} ways={ways} session={session} />
      )}
      <Others measure={measure} steps={steps} office={session.office} />
    </Page>
  );
}

function Choice({
  measure,
  ways,
  session,
}: {
  measure: Measure;
  ways: readonly ReturnWay[];
  session: Session;
}) {
  const { t } = useWords();
  const wording = useMeasureWords(measure);
  const [kind, setKind] = useState<ReturnWay['kind']>();
  const way = ways.find((one) => one.kind === kind);
  if (ways.length === 0) return null;
  return (
    <>
      <div className="field">
        <fieldset>
          <legend>{t('returns.legend')}</legend>
          <Radios
            id="return-way"
            options={ways.map((one) => ({
              value: one.kind,
              title:
                one.kind === 'nil' ? (wording.steps[one.step.id]?.act ?? one.step.id) : t('returns.carried'),
            }))}
            value={kind}
            onChange={(value) => setKind(value as ReturnWay['kind'])}
          />
        </fieldset>
      </div>
      {way !== undefined && (
        <div className="return-signing">
          <Signing key={way.kind} measure={measure} way={way} session={session} />
        </div>
      )}
    </>
  );
}

/** Signs and files as the last part of any filing does: the same draft, the same key, the same bytes when sent again. */
function Signing({ measure, way, session }: { measure: Measure; way: ReturnWay; session: Session }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const rules = useRules();
  const { step } = way;
  const { participant, office } = session;
  const place: DraftPlace = {
    participant,
    office,
    measure: measure.id,
    edition: measure.edition,
    step: step.id,
  };
  const key = draftKey(place);
  const [draft, setDraft] = useState<Draft>({ answers: way.answers, audience: way.audience });
  const [refused, refuse] = useState<readonly Fault[]>([]);
  const state: FilingState = {
    ...{ measure, step, place, letters: [], draft, draftKey: key, isKept: false, maySign: true },
    sharing: nowhere,
    change: (next) => {
      setDraft(next);
      refuse([]);
      void keepDraft(key, next);
    },
    ...{ files: [], changeFiles: () => undefined, faults: [], refused, refuse },
    go: (part) =>
      void keepDraft(key, draft).then(() =>
        navigate({
          to: '/measures/$id/$edition/file/$step',
          params: { id: measure.id, edition: measure.edition, step: step.id },
          search: { part },
        }),
      ),
  };
  // Where two persons have to see each notice, the whole filing leads on: it hands the draft over.
  if (rules?.secondPerson === true && draft.pending === undefined) {
    return (
      <p className="actions">
        <button type="button" className="button" onClick={() => state.go('sign')}>
          {t('filing.continue')}
        </button>
      </p>
    );
  }
  return <SignPart state={state} />;
}

/** What is said in a word is not shared as a draft: it is signed here, or written anew. */
const nowhere: Sharing = { status: { kind: 'here', why: 'sealed' }, flush: async () => undefined };

/** The whole forms, for whoever has something to say. */
function Others({ measure, steps, office }: { measure: Measure; steps: readonly string[]; office: string }) {
  const { t } = useWords();
  const wording = useMeasureWords(measure);
  const whole = measure.steps.filter(({ id, nil }) => steps.includes(id) && nil !== true);
  return (
    <p className="actions">
      {whole.map((step) =>
        step.offices.includes(office) ? (
          <Link
            key={step.id}
            to="/measures/$id/$edition/file/$step"
            params={{ id: measure.id, edition: measure.edition, step: step.id }}
          >
            {t('returns.write', { act: wording.steps[step.id]?.act ?? step.id })}
          </Link>
        ) : null,
      )}
      <Link to="/measures/$id" params={{ id: measure.id }}>
        {t('returns.measure')}
      </Link>
    </p>
  );
}
