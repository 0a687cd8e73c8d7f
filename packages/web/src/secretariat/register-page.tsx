import type { RegisterRow } from '@rapport/api';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { StepTitle } from '../inbox/step-title.tsx';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { useWords } from '../wording/use-words.ts';
import { LetterMark } from './letter-mark.tsx';
import { SecretariatOnly } from './secretariat-only.tsx';
import { letterRegisterQuery } from './secretariat-queries.ts';

/** Every letter in and out that the organisation may read, with the numbers that letters answer. */
export function RegisterPage() {
  const { t } = useWords();
  return (
    <SecretariatOnly title={t('secretariat.register')} lead={t('secretariat.register.lead')}>
      <Letters />
    </SecretariatOnly>
  );
}

function Letters() {
  const { t } = useWords();
  const { direction } = useSearch({ from: '/register' });
  const list = useSuspenseInfiniteQuery(letterRegisterQuery(direction === undefined ? {} : { direction }));
  const rows = list.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <ul className="actions no-print">
        {([undefined, 'in', 'out'] as const).map((one) => (
          <li key={one ?? 'both'}>
            <Link
              to="/register"
              search={one === undefined ? {} : { direction: one }}
              className={one === direction ? 'button second current' : 'button second'}
              aria-current={one === direction ? 'page' : undefined}
            >
              {t(`secretariat.direction.${one ?? 'both'}`)}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="rows notices" aria-label={t('secretariat.register')}>
        {rows.map((row) => (
          <li key={row.id}>
            <Letter row={row} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="actions">
          <button type="button" className="button second" onClick={() => void list.fetchNextPage()}>
            {t('inbox.older')}
          </button>
        </p>
      )}
    </>
  );
}

function Letter({ row }: { row: RegisterRow }) {
  const { t, pick } = useWords();
  const names = useNames();
  const measure = useOrganisation().measures.find(({ id }) => id === row.measure.id);
  const title = measure === undefined ? row.measure.id : pick(measure.title);
  return (
    <>
      <div>
        <Reference>{row.reference}</Reference>{' '}
        <span className="tag soft">{t(`secretariat.${row.direction}`)}</span>{' '}
        <Link to="/threads/$id" params={{ id: row.thread }} hash={row.id}>
          <Suspense fallback={title}>
            {row.subject === undefined ? title : <SubjectWords subject={row.subject} />}
          </Suspense>
        </Link>
      </div>
      <div className="small">
        {t('secretariat.from-to', {
          from: names.participant(row.participant),
          to: names.audience(row.audience),
        })}
        {' · '}
        <Suspense fallback={row.step}>
          <StepTitle measure={row.measure} step={row.step} />
        </Suspense>
        , {title}
        {row.answers !== undefined && (
          <>
            {' · '}
            {t('secretariat.answers')} <Reference>{row.answers}</Reference>
          </>
        )}
      </div>
      <div className="soft small">
        <Instant at={row.takenIn} />
      </div>
      <LetterMark row={row} />
    </>
  );
}
