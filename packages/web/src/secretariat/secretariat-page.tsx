import type { Awaited } from '@rapport/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useOrganisation } from '../exchange/queries.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { Remind } from './remind.tsx';
import { SecretariatOnly } from './secretariat-only.tsx';
import { notReceivedQuery, remindersQuery } from './secretariat-queries.ts';

/** What the secretariat waits for, by participant; what it has reminded of; and how it helps who sends paper. */
export function SecretariatPage() {
  const { t } = useWords();
  return (
    <SecretariatOnly title={t('secretariat.title')} lead={t('secretariat.lead')}>
      <NotYetReceived />
      <Paper />
      <Reminders />
    </SecretariatOnly>
  );
}

function NotYetReceived() {
  const { t } = useWords();
  const names = useNames();
  const { items, isCut } = useSuspenseQuery(notReceivedQuery).data;
  const codes = names.sorted(new Set(items.map(({ participant }) => participant)));
  if (items.length === 0) return <p className="section">{t('secretariat.nothing-awaited')}</p>;
  return (
    <>
      {isCut && <p className="strip">{t('secretariat.cut')}</p>}
      {codes.map((code) => (
        <Section key={code} title={names.participant(code)} inMargin>
          <ul className="rows">
            {items
              .filter(({ participant }) => participant === code)
              .map((item) => (
                <li key={`${item.thread ?? item.year} ${item.measure} ${item.clock} ${item.due}`}>
                  <Suspense fallback={item.measure}>
                    <AwaitedRow item={item} />
                  </Suspense>
                </li>
              ))}
          </ul>
          <Remind participant={code} items={items.filter(({ participant }) => participant === code)} />
        </Section>
      ))}
    </>
  );
}

function AwaitedRow({ item }: { item: Awaited }) {
  const { t } = useWords();
  const wording = useMeasureWords(useSuspenseQuery(measureQuery(item.measure, item.edition)).data);
  const step = wording.steps[item.step]?.title ?? item.step;
  return (
    <>
      <div>
        {item.thread === undefined ? (
          <Link to="/measures/$id" params={{ id: item.measure }}>
            {wording.title}
            {item.year === undefined ? '' : `, ${item.year}`}
          </Link>
        ) : (
          <Link to="/threads/$id" params={{ id: item.thread }}>
            {step}
            {item.subject !== undefined && (
              <>
                : <SubjectWords subject={item.subject} />
              </>
            )}
          </Link>
        )}{' '}
        <span className={item.state === 'passed' ? 'tag fault' : 'tag soft'}>
          {t(item.state === 'passed' ? 'secretariat.not-received' : 'secretariat.expected')}
        </span>
      </div>
      <div className="small">
        {item.thread === undefined ? step : wording.title}
        {item.reference !== undefined && (
          <>
            {' · '}
            <Reference>{item.reference}</Reference>
          </>
        )}
        {' · '}
        {wording.clocks[item.clock] ?? item.clock}
      </div>
      <div className="soft small">
        {t('clock.due')} <Instant at={item.due} />
      </div>
    </>
  );
}

/** A state that sends paper: its text is deposited for it alone, and a draft is handed over for it to sign. */
function Paper() {
  const { t } = useWords();
  const { measures } = useOrganisation();
  const deposit = measures.find(({ id }) => id === 'paper-deposit');
  if (deposit === undefined) return null;
  const address = { id: deposit.id, edition: deposit.edition };
  return (
    <Section title={t('secretariat.paper')} inMargin>
      <p className="line">{t('secretariat.paper.text')}</p>
      <p className="actions">
        <Link to="/measures/$id" params={{ id: address.id }}>
          {t('secretariat.paper.deposit')}
        </Link>
        <Link to="/measures/$id/threads" params={{ id: address.id }} search={{ view: 'board' }}>
          {t('secretariat.paper.board')}
        </Link>
      </p>
    </Section>
  );
}

function Reminders() {
  const { t, pick } = useWords();
  const names = useNames();
  const { measures } = useOrganisation();
  const { reminders } = useSuspenseQuery(remindersQuery).data;
  if (reminders.length === 0) return null;
  return (
    <Section title={t('secretariat.reminders')} inMargin>
      <ul className="rows">
        {reminders.map(({ id, participant, template, measure, at, told }) => (
          <li key={id}>
            <div>
              {names.participant(participant)}: {t(`secretariat.template.${template}`)}
            </div>
            <div className="small">
              {pick(measures.find((one) => one.id === measure)?.title ?? {})}{' '}
              {t('secretariat.told', { count: told })}
            </div>
            <div className="soft small">
              <Instant at={at} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
