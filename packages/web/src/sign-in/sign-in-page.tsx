import type { Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { officesQuery, queryClient, sessionQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { KeyChoice } from './key-choice.tsx';
import type { KeyKind } from './office-keys.ts';
import { ProductionSignIn } from './production-sign-in.tsx';
import { Providers } from './providers.tsx';
import { sentenceOfSigning } from './sentence-of-signing.ts';
import type { Office } from './take-office.ts';

/** What makes keys and signs is fetched while the reader chooses. */
const keys = () => import('./take-office.ts');

/** In a demonstration: choose an invented office. In production: the key of one's own. */
export function SignInPage() {
  const { t } = useWords();
  const isDemonstration = useOrganisation().mode === 'demonstration';
  const { refused, to } = useSearch({ from: '/sign-in' });
  const begin = useBeginning(to);
  useGoingOn(to);
  useEffect(() => void keys().catch(() => undefined), []); // asked for again when it is needed
  return (
    <Page
      title={t('sign-in.title')}
      lead={isDemonstration ? t('sign-in.lead') : t('sign-in.production')}
      margin={isDemonstration ? <AboutKeys /> : undefined}
    >
      {refused !== undefined && (
        <p className="strip alarm" role="alert">
          {t(`sign-in.refused.${refused}`)}
        </p>
      )}
      <Providers />
      {isDemonstration ? <Chooser onSession={begin} /> : <ProductionSignIn onSession={begin} />}
    </Page>
  );
}

/** What choosing an office does. */
function AboutKeys() {
  const { t } = useWords();
  return (
    <div className="stack small">
      <p>{t('sign-in.key')}</p>
      <p>{t('sign-in.one')}</p>
    </div>
  );
}

function Chooser({ onSession }: { onSession: (session: Session) => Promise<void> }) {
  const { t } = useWords();
  const [kind, setKind] = useState<KeyKind>('browser');
  const { take, busy, problem, round } = useTaking(kind, onSession);
  const [search, setSearch] = useState('');
  return (
    <>
      <ErrorSummary items={problem === undefined ? [] : [{ sentence: problem }]} round={round} />
      <KeyChoice value={kind} onChange={setKind} />
      <div className="field">
        <label htmlFor="office-search">{t('sign-in.search')}</label>
        <input
          id="office-search"
          className="input"
          type="search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <p aria-live="polite" className="soft">
        {busy && t('sign-in.busy')}
      </p>
      <Offices search={search} busy={busy} onTake={(office) => void take(office)} />
    </>
  );
}

/** Whoever is signed in already and followed a link, such as that of a mail, goes on at once. */
function useGoingOn(to: string | undefined): void {
  const { history } = useRouter();
  const isSignedIn = useSession() !== null;
  useEffect(() => {
    if (isSignedIn && to !== undefined) history.replace(to);
  }, [isSignedIn, to, history]);
}

/** What is the same for every office, and who it is: all else is asked anew. */
const ofEverybody = ['organisation', 'offices', 'measure', 'session'];

/** Goes on as whoever signed in; what was read as somebody else is forgotten. */
function useBeginning(to = '/desk') {
  const { history } = useRouter();
  return async (session: Session): Promise<void> => {
    queryClient.setQueryData(sessionQuery.queryKey, session);
    queryClient.removeQueries({ predicate: ({ queryKey }) => !ofEverybody.includes(String(queryKey[0])) });
    history.push(to);
  };
}

/** Takes an office on, and says how it goes. */
function useTaking(kind: KeyKind, onSession: (session: Session) => Promise<void>) {
  const words = useWords();
  const { origin } = useOrganisation();
  const [state, setState] = useState<{ busy: boolean; problem?: string; round: number }>({
    busy: false,
    round: 0,
  });
  const take = async (office: Office): Promise<void> => {
    setState(({ round }) => ({ busy: true, round }));
    try {
      const { takeOffice } = await keys();
      await onSession(await takeOffice(client, origin, office, kind));
    } catch (error) {
      const problem = sentenceOfSigning(error, words);
      setState(({ round }) => ({ busy: false, problem, round: round + 1 }));
    }
  };
  return { take, ...state };
}

function Offices(props: { search: string; busy: boolean; onTake: (office: Office) => void }) {
  const { pick } = useWords();
  const names = useNames();
  const { offices } = useSuspenseQuery(officesQuery).data;
  const wanted = props.search.trim().toLocaleLowerCase();
  const codes = names
    .sorted(new Set(offices.map(({ participant }) => participant)))
    .filter((code) => names.participant(code).toLocaleLowerCase().includes(wanted));
  return (
    <ul className="rows offices">
      {codes.map((code) => (
        <li key={code}>
          <h2 id={`participant-${code}`}>{names.participant(code)}</h2>
          <ul aria-labelledby={`participant-${code}`}>
            {offices
              .filter(({ participant }) => participant === code)
              .map((one) => (
                <li key={one.office}>
                  <button
                    type="button"
                    className="link-button"
                    aria-disabled={props.busy}
                    aria-label={`${names.participant(code)}: ${pick(one.title)}`}
                    onClick={() => !props.busy && props.onTake(one)}
                  >
                    {pick(one.title)}
                  </button>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
