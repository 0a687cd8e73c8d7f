import type { Session } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClockItems } from '../due/clock-items.tsx';
import { clocksQuery } from '../due/due-queries.ts';
import { YearRows } from '../due/year-rows.tsx';
import { useNames } from '../exchange/names.ts';
import { useSession } from '../exchange/queries.ts';
import { DutyLine } from '../signing/duty-line.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { DraftList, DraftsToDecide } from './draft-list.tsx';
import { TakenUp } from './taken-up.tsx';
import { Unread } from './unread.tsx';

/** How many clocks of a kind the desk shows. */
const shownMax = 5;

/** What needs an office today: what is late or due, what it began, what it has not read; then what it takes part in. */
export function DeskPage() {
  const { t } = useWords();
  const session = useSession();
  if (session !== null) return <Desk session={session} />;
  return (
    <Page title={t('desk.title')}>
      <p className="strip">
        {t('desk.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    </Page>
  );
}

function Desk({ session }: { session: Session }) {
  const { t } = useWords();
  const names = useNames();
  const { counts, years } = useSuspenseQuery(clocksQuery).data;
  const isNothingDue = counts.running + counts.passed === 0;
  return (
    <Page
      title={t('desk.title')}
      over={`${names.participant(session.participant)}, ${names.office(session.office)}`}
      lead={
        isNothingDue
          ? t('desk.nothing-due')
          : t('desk.due', { passed: counts.passed, running: counts.running })
      }
    >
      <DutyLine session={session} />
      <DraftsToDecide session={session} />
      <ClockItems side="owed" state="running" title={t('due.owed.running')} max={shownMax} />
      <ClockItems side="owed" state="passed" title={t('due.owed.passed')} max={shownMax} />
      <DraftList session={session} />
      <Unread session={session} />
      <TakenUp participant={session.participant} />
      <YearRows years={years.filter(({ state }) => state !== 'met' && state !== 'met-late')} />
      <p className="actions small no-print">
        <Link to="/signing">{t('signing.title')}</Link>
        <Link to="/area">{t('area.title')}</Link>
        <Link to="/open-to-you">{t('open-to-you.title')}</Link>
        <Link to="/keys">{t('keys.title')}</Link>
        <Link to="/office">{t('office.title')}</Link>
        <Link to="/sealing">{t('sealing.title')}</Link>
        <Link to="/sessions">{t('sessions.title')}</Link>
        <Link to="/mail/settings">{t('mail.title')}</Link>
        <Link to="/people">{t('people.title')}</Link>
        <Link to="/deliver">{t('deliver.title')}</Link>
      </p>
    </Page>
  );
}
