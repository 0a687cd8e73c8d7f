import type { DraftSummary, Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DraftRow, useSigns } from '../drafts/draft-rows.tsx';
import { useNames } from '../exchange/names.ts';
import { draftsQuery, useSession } from '../exchange/queries.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { DutyLine } from './duty-line.tsx';
import { Held } from './held.tsx';

/** What waits for the signature of whoever is signed in, and what was signed and is not sent yet. */
export function SigningPage() {
  const { t } = useWords();
  const session = useSession();
  if (session !== null) return <Signing session={session} />;
  return (
    <Page title={t('signing.title')}>
      <p className="strip">
        {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    </Page>
  );
}

function Signing({ session }: { session: Session }) {
  const { t } = useWords();
  const names = useNames();
  const drafts = useSuspenseQuery(draftsQuery).data;
  const waiting = drafts?.filter(({ state }) => state === 'waiting') ?? [];
  const held = drafts?.filter(({ state }) => state === 'held') ?? [];
  return (
    <Page
      title={t('signing.title')}
      over={`${names.participant(session.participant)}, ${names.office(session.office)}`}
      lead={t('signing.lead')}
    >
      {drafts === null && <p className="strip alarm">{t('drafts.unreachable')}</p>}
      {session.person !== undefined && <p className="strip">{t('signing.person')}</p>}
      <DutyLine session={session} />
      <Section title={t('signing.waiting')} inMargin>
        {waiting.length === 0 && <p className="soft">{t('signing.none')}</p>}
        <ul className="rows">
          {waiting.map((draft) => (
            <li key={draft.id}>
              <Waiting draft={draft} session={session} />
            </li>
          ))}
        </ul>
      </Section>
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
      <p className="actions small">
        <Link to="/office">{t('office.title')}</Link>
      </p>
    </Page>
  );
}

function Waiting({ draft, session }: { draft: DraftSummary; session: Session }) {
  const { t } = useWords();
  return useSigns(draft, session) ? (
    <DraftRow
      draft={draft}
      to="brief"
      {...(draft.dispatch?.problem === undefined ? {} : { tag: t('signing.failed') })}
    />
  ) : (
    <DraftRow draft={draft} to="brief" tag={t('signing.other-office')} />
  );
}
