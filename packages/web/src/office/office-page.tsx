import type { OfficeView, Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { officeQuery, useSession } from '../exchange/queries.ts';
import { keyName } from '../signing/duty-line.tsx';
import { useNow } from '../thread/use-now.ts';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { OfficeChanges } from './office-changes.tsx';
import { OwnDuty } from './own-duty.tsx';
import { RulesForm } from './rules-form.tsx';

/** How a participant's own desk works: its rules, who signs today, who is away, and who changed any of it. */
export function OfficePage() {
  const { t } = useWords();
  const session = useSession();
  if (session !== null) return <Office session={session} />;
  return (
    <Page title={t('office.title')}>
      <p className="strip">
        {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    </Page>
  );
}

function Office({ session }: { session: Session }) {
  const { t } = useWords();
  const names = useNames();
  const view = useSuspenseQuery({ ...officeQuery, staleTime: 0 }).data;
  const own = view.keys.find(({ isYours }) => isYours);
  return (
    <Page title={t('office.title')} over={names.participant(session.participant)} lead={t('office.lead')}>
      <Section title={t('office.rules')} inMargin>
        <RulesForm rules={view.rules} mayChange={session.person === undefined} />
      </Section>
      <Section title={t('office.today')} inMargin>
        <KeyRows keys={view.keys} />
      </Section>
      {own !== undefined && session.person === undefined && (
        <Section title={t('office.own')} inMargin>
          <OwnDuty own={own} keys={view.keys} />
        </Section>
      )}
      <Section title={t('office.changes')} inMargin>
        <OfficeChanges view={view} />
      </Section>
    </Page>
  );
}

/** Who signs for each office today. */
function KeyRows({ keys }: Pick<OfficeView, 'keys'>) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  const now = useNow();
  if (keys.length === 0) return <p className="soft">{t('office.no-keys')}</p>;
  return (
    <ul className="rows">
      {keys.map((one) => {
        const { key, office, since, absence, isYours } = one;
        const deputy = keys.find((other) => other.key === absence?.deputy);
        return (
          <li key={`${office} ${key}`}>
            <div className="with-tag">
              <bdi>{keyName(one, names, words)}</bdi>
              {isYours && <span className="tag">{t('office.you')}</span>}
            </div>
            <div className="soft small">
              {names.office(office)}. {t('office.since')} <Instant at={since} />
            </div>
            {absence !== undefined && absence.until > now && (
              <div className="small">
                {t('office.away-until')} <Instant at={absence.until} />.{' '}
                {deputy !== undefined && t('signing.deputy', { name: keyName(deputy, names, words) })}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
