import { type OwnPeople, type Session, signInvitation } from '@rapport/api';
import { encodeHex, parseUtf8 } from '@rapport/record';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { queryClient, useOrganisation, useSession } from '../exchange/queries.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { findSigner } from './office-keys.ts';
import { sentenceOfSigning } from './sentence-of-signing.ts';

const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => client.people(), staleTime: 0 });
const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey });

/** Whom a participant's own offices have let in to read and draft, and the letting in of more. */
export function PeoplePage() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  if (session === null) {
    return (
      <Page title={t('people.title')}>
        <p className="strip">
          {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={t('people.title')} over={names.participant(session.participant)} lead={t('people.lead')}>
      <Section title={t('people.invited')} inMargin>
        <People />
      </Section>
      <Section title={t('people.invite')} inMargin>
        <Invite session={session} />
      </Section>
    </Page>
  );
}

function People() {
  const words = useWords();
  const { t } = words;
  const { people } = useSuspenseQuery(peopleQuery).data;
  const [problem, setProblem] = useState<string>();
  const withdraw = async (id: string): Promise<void> => {
    try {
      await client.withdrawInvitation(id);
      setProblem(undefined);
    } catch (error) {
      setProblem(sentenceOfSigning(error, words));
    }
    await refresh();
  };
  if (people.length === 0) return <p className="soft">{t('people.none')}</p>;
  return (
    <>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      <Facts>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} withdraw={() => void withdraw(person.id)} />
        ))}
      </Facts>
    </>
  );
}

function PersonRow({ person, withdraw }: { person: OwnPeople['people'][number]; withdraw: () => void }) {
  const { t } = useWords();
  const names = useNames();
  const { label, office, accepted, seen, expires, isValid } = person;
  return (
    <Fact label={<bdi>{label}</bdi>}>
      <span>{names.office(office)}. </span>
      {accepted === undefined ? (
        <span>
          {t('people.open-until')} <Instant at={expires} />.{' '}
        </span>
      ) : (
        <span>
          {t('people.seen')} <Instant at={seen ?? accepted} />.{' '}
        </span>
      )}
      {!isValid && <strong>{t('people.key-ended')} </strong>}
      <button type="button" className="link-button" onClick={withdraw}>
        {t(accepted === undefined ? 'people.withdraw' : 'people.let-out')}
        <span className="visually-hidden"> {label}</span>
      </button>
    </Fact>
  );
}

const waitDays = 14;

/** Signs an invitation with the office's key and shows the link, once. */
function Invite({ session }: { session: Session }) {
  const words = useWords();
  const { t } = words;
  const { origin } = useOrganisation();
  const [label, setLabel] = useState('');
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<{ sentence: string; target?: string }>();
  const [round, setRound] = useState(0);
  const stop = (sentence: string, target?: string): void => {
    setProblem(target === undefined ? { sentence } : { sentence, target });
    setRound((before) => before + 1);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setLink(undefined);
    const name = label.trim();
    if (name === '') return stop(t('people.label-missing'), 'person-label');
    try {
      const made = await invite(session, origin, name);
      if (made === undefined) return stop(t('sign.no-key'));
      setLink(made);
      setLabel('');
      setProblem(undefined);
      await refresh();
    } catch (error) {
      stop(sentenceOfSigning(error, words));
    }
    return undefined;
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary items={problem === undefined ? [] : [problem]} round={round} />
      <p className="line">{t('people.invite.text')}</p>
      <div className="field">
        <label htmlFor="person-label">{t('people.label')}</label>
        <p className="hint" id="person-label-hint">
          {t('people.label.hint')}
        </p>
        <input
          id="person-label"
          className="input"
          maxLength={100}
          autoComplete="off"
          aria-describedby="person-label-hint"
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
      </div>
      <p className="actions">
        <button type="submit" className="button">
          {t('people.invite.button')}
        </button>
      </p>
      {link !== undefined && (
        <div className="strip">
          <p>{t('people.link')}</p>
          <p>
            <code>{link}</code>
          </p>
        </div>
      )}
    </form>
  );
}

/** @returns the link to give to the person; `undefined` where this browser has no key of the office */
async function invite(
  { participant, office }: Session,
  log: string,
  label: string,
): Promise<string | undefined> {
  const signer = await findSigner(log, participant, office);
  if (signer === undefined) return undefined;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)));
  const expires = `${new Date(Date.now() + waitDays * 86_400_000).toISOString().slice(0, 19)}Z`;
  const claim = { log, participant, office, invitedTo: office, label, secretHash: encodeHex(hash), expires };
  const note = parseUtf8(await signInvitation(claim, signer)) ?? '';
  await client.invite(note);
  return `${window.location.origin}/invited#${secret}`;
}
