import type { OwnSessions } from '@rapport/api';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { queryClient, useSession } from '../exchange/queries.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

const sessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => client.ownSessions(),
  staleTime: 0,
});

/** Where the office is signed in now, and how to end that. */
export function SessionsPage() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  if (session === null) {
    return (
      <Page title={t('sessions.title')}>
        <p className="strip">
          {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page
      title={t('sessions.title')}
      over={`${names.participant(session.participant)}, ${names.office(session.office)}`}
      lead={t('sessions.lead')}
    >
      <Sessions />
    </Page>
  );
}

function Sessions() {
  const words = useWords();
  const { t } = words;
  const { sessions } = useSuspenseQuery(sessionsQuery).data;
  const [problem, setProblem] = useState<string>();
  const end = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
      setProblem(undefined);
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  return (
    <div className="stack">
      <Facts>
        {sessions.map((one) => (
          <SessionRow key={one.id} session={one} end={() => void end(client.endSession(one.id))} />
        ))}
      </Facts>
      {sessions.length > 1 && (
        <p className="actions">
          <button type="button" className="button second" onClick={() => void end(client.endOtherSessions())}>
            {t('sessions.end-others')}
          </button>
        </p>
      )}
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function SessionRow({ session, end }: { session: OwnSessions['sessions'][number]; end: () => void }) {
  const { t } = useWords();
  const device = deviceName(session.device) ?? t('sessions.program');
  return (
    <Fact label={<bdi>{device}</bdi>}>
      <span>
        {t('sessions.begun')} <Instant at={session.begun} />. {t('sessions.used')}{' '}
        <Instant at={session.used} />.{' '}
      </span>
      {session.isThis ? (
        <strong>{t('sessions.this')}</strong>
      ) : (
        <button type="button" className="link-button" onClick={end}>
          {t('sessions.end')}
          <span className="visually-hidden"> {device}</span>
        </button>
      )}
    </Fact>
  );
}

const proper: Readonly<Record<string, string>> = {
  android: 'Android',
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  ios: 'iOS',
  linux: 'Linux',
  macos: 'macOS',
  safari: 'Safari',
  windows: 'Windows',
};

/** Names of products are the same in every language; `undefined` for a program that is no browser. */
function deviceName(device: string): string | undefined {
  const known = device.split('/').flatMap((part) => proper[part] ?? []);
  return known.length === 0 ? undefined : known.join(', ');
}
