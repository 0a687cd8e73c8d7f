import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { OwnCalendarsSection } from '../calendars/calendar-section.tsx';
import { useNames } from '../exchange/names.ts';
import { useSession } from '../exchange/queries.ts';
import { SaveList } from '../print/save-menu.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { ClockItems } from './clock-items.tsx';
import { clocksQuery } from './due-queries.ts';
import { YearRows } from './year-rows.tsx';

/** What the reader's participant owes by when, over every thread; what is owed to it; and what is due every year. */
export function DuePage() {
  const { t } = useWords();
  const session = useSession();
  if (session === null) {
    return (
      <Page title={t('due.title')}>
        <p className="strip">
          {t('due.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      </Page>
    );
  }
  return <Due participant={session.participant} />;
}

function Due({ participant }: { participant: string }) {
  const { t } = useWords();
  const names = useNames();
  const { counts, years } = useSuspenseQuery(clocksQuery).data;
  const isNothing = counts.running + counts.passed + counts.suspended === 0;
  return (
    <Page
      title={t('due.title')}
      over={names.participant(participant)}
      lead={t('due.counts', { met: counts.met, late: counts.metLate })}
    >
      {!isNothing && <SaveList list="due" />}
      {isNothing && <p className="line">{t('due.nothing')}</p>}
      <ClockItems side="owed" state="running" title={t('due.owed.running')} />
      <ClockItems side="owed" state="passed" title={t('due.owed.passed')} />
      <ClockItems side="owed" state="suspended" title={t('due.owed.suspended')} />
      <YearRows years={years} />
      <ClockItems side="awaited" state="running" title={t('due.awaited.running')} />
      <ClockItems side="awaited" state="passed" title={t('due.awaited.passed')} />
      <ClockItems side="awaited" state="suspended" title={t('due.awaited.suspended')} />
      <OwnCalendarsSection />
    </Page>
  );
}
