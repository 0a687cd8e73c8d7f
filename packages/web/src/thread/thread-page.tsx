import type { Session } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { marksOf, nextSteps, threadState } from '@rapport/notices';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { measureQuery, queryClient, threadQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { rememberOpened } from '../inbox/opened.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { SaveThread } from '../print/save-menu.tsx';
import { Reference } from '../ui/facts.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page, Section } from '../ui/page.tsx';
import { Tallies } from '../views/tallies.tsx';
import { useWords } from '../wording/use-words.ts';
import { ClockList, useClocks } from './clock-list.tsx';
import { Consents } from './consent.tsx';
import { LetterView } from './letter-view.tsx';
import { societyOf } from './society-of.ts';
import { useNow } from './use-now.ts';

/** An exchange of notices, in the order of the log. */
export function ThreadPage() {
  const { id } = useParams({ from: '/threads/$id' });
  const { notices } = useSuspenseQuery(threadQuery(id)).data;
  const letters = useMemo(() => readLetters(notices), [notices]);
  const opening = letters[0];
  if (opening === undefined) throw new NothingHere();
  return <Thread opening={opening} letters={letters} unread={notices.length - letters.length} />;
}

function Thread({
  opening,
  letters,
  unread,
}: {
  opening: Letter;
  letters: readonly Letter[];
  unread: number;
}) {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  const { id, edition } = opening.notice.measure;
  const measure = useSuspenseQuery(measureQuery(id, edition)).data;
  const wording = useMeasureWords(measure);
  const state = threadState(measure, letters) ?? '';
  useOpened(letters, session);
  return (
    <Page
      title={wording.title}
      over={
        <>
          <Reference>{opening.reference}</Reference> · {names.participant(opening.notice.participant)} ·{' '}
          <strong>{wording.states[state] ?? state}</strong>
        </>
      }
    >
      {unread > 0 && <p className="strip alarm">{t('thread.unreadable', { count: unread })}</p>}
      {session !== null && <NextSteps measure={measure} letters={letters} session={session} />}
      {letters.map((letter) => (
        <LetterView
          key={letter.id}
          letter={letter}
          measure={measure}
          marks={marksOf(letter, measure, letters)}
          followed={letters.find(({ id: one }) => one === letter.notice.after)}
        />
      ))}
      <SaveThread id={opening.id} />
      <Consents measure={measure} letters={letters} />
      <Tallies measure={measure} letters={letters} />
      {session !== null && <Clocks measure={measure} letters={letters} participant={session.participant} />}
    </Page>
  );
}

/** Whoever has the thread open has seen what is in it. */
function useOpened(letters: readonly Letter[], session: Session | null): void {
  const office = session === null ? undefined : `${session.participant}/${session.office}`;
  useEffect(() => {
    if (office === undefined) return;
    void rememberOpened(
      office,
      letters.map(({ id }) => id),
    ).then(() => queryClient.invalidateQueries({ queryKey: ['opened'] }));
  }, [office, letters]);
}

/** What the reader's participant may do next, and through which office. */
function NextSteps({
  measure,
  letters,
  session,
}: {
  measure: Measure;
  letters: readonly Letter[];
  session: Session;
}) {
  const { t, list } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const organisation = useOrganisation();
  const now = useNow();
  const steps = nextSteps(measure, letters, session.participant, societyOf(organisation), now);
  if (steps.length === 0) return null;
  const [thread] = letters;
  return (
    <nav className="no-print" aria-label={t('thread.next')}>
      <ul className="actions next">
        {steps.map(({ step, after }, number) => (
          <li key={step.id}>
            {step.offices.includes(session.office) ? (
              <Link
                className={number === 0 ? 'button' : 'button second'}
                to="/measures/$id/$edition/file/$step"
                params={{ id: measure.id, edition: measure.edition, step: step.id }}
                search={{ after, ...(thread === undefined ? {} : { thread: thread.id }) }}
              >
                {wording.steps[step.id]?.act ?? step.id}
              </Link>
            ) : (
              <span className="soft small">
                <Link
                  to="/measures/$id/$edition/file/$step"
                  params={{ id: measure.id, edition: measure.edition, step: step.id }}
                  search={{ after, ...(thread === undefined ? {} : { thread: thread.id }) }}
                >
                  {t('drafts.prepare', { act: wording.steps[step.id]?.act ?? step.id })}
                </Link>{' '}
                {t('measure.signed-by', { offices: list(step.offices.map(names.office)) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Clocks({
  measure,
  letters,
  participant,
}: {
  measure: Measure;
  letters: readonly Letter[];
  participant: string;
}) {
  const { t } = useWords();
  const clocks = useClocks(measure, letters, participant);
  if (clocks.length === 0) return null;
  return (
    <Section title={t('thread.clocks')} inMargin>
      <ClockList measure={measure} clocks={clocks} />
    </Section>
  );
}
