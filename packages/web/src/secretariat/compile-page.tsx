import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Loading } from '../ui/waiting.tsx';
import { newestWords, type ThreadRow, useThreads } from '../views/threads.ts';
import { useWords } from '../wording/use-words.ts';
import { SecretariatOnly } from './secretariat-only.tsx';
import { notReceivedQuery } from './secretariat-queries.ts';

/** Many inputs in one paper: what participants sent under a measure, in alphabetical order, each with its source. */
export function CompilePage() {
  const { t, pick, compare } = useWords();
  const { measures } = useOrganisation();
  const { measure } = useSearch({ from: '/compile' });
  const navigate = useNavigate();
  const sorted = measures.toSorted((a, b) => compare(pick(a.title), pick(b.title)));
  return (
    <SecretariatOnly title={t('secretariat.compile')} lead={t('secretariat.compile.lead')}>
      <div className="field no-print">
        <label htmlFor="compile-measure">{t('matrix.measure')}</label>
        <select
          id="compile-measure"
          className="input"
          value={measure ?? ''}
          onChange={(event) => void navigate({ to: '/compile', search: { measure: event.target.value } })}
        >
          <option value="">{t('secretariat.compile.choose')}</option>
          {sorted.map(({ id, title }) => (
            <option key={id} value={id}>
              {pick(title)}
            </option>
          ))}
        </select>
      </div>
      {measure !== undefined && measures.some(({ id }) => id === measure) && (
        <Suspense fallback={<Loading />}>
          <Compilation key={measure} measure={measure} />
        </Suspense>
      )}
    </SecretariatOnly>
  );
}

function Compilation({ measure }: { measure: string }) {
  const { t, pick } = useWords();
  const names = useNames();
  const { measures } = useOrganisation();
  const { rows, more } = useThreads(measure);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { items } = useSuspenseQuery(notReceivedQuery).data;
  const awaited = names.sorted(
    new Set(items.filter((item) => item.measure === measure).map(({ participant }) => participant)),
  );
  const codes = names.sorted(new Set(rows.map(({ opening }) => opening.notice.participant)));
  const inOrder = codes.flatMap((code) => rows.filter(({ opening }) => opening.notice.participant === code));
  const turn = (id: string): void => setLeft((was) => withTurned(was, id));
  if (rows.length === 0) return <p>{t('views.empty')}</p>;
  return (
    <>
      <h2 className="section">{pick(measures.find(({ id }) => id === measure)?.title ?? {})}</h2>
      {awaited.length > 0 && (
        <p className="strip no-print">
          {t('secretariat.not-received')}: {awaited.map(names.participant).join(', ')}
        </p>
      )}
      {more !== undefined && (
        <p className="no-print">
          <button type="button" className="button second" onClick={more}>
            {t('views.more')}
          </button>
        </p>
      )}
      {inOrder.map((row) => (
        <Input key={row.opening.id} row={row} isLeft={left.has(row.opening.id)} turn={turn} />
      ))}
      <p className="actions no-print">
        <button type="button" className="button" onClick={() => window.print()}>
          {t('letter.print')}
        </button>
      </p>
    </>
  );
}

function withTurned(was: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(was);
  if (!next.delete(id)) next.add(id);
  return next;
}

function Input({ row, isLeft, turn }: { row: ThreadRow; isLeft: boolean; turn: (id: string) => void }) {
  const { t } = useWords();
  const names = useNames();
  const letter = newestWords(row);
  const answers = useAnswerRows(
    row.measure,
    letter.notice.step,
    letter.notice.answers,
    letter.notice.attachments,
  );
  const id = row.opening.id;
  return (
    <section className={isLeft ? 'section no-print' : 'section'}>
      <h3>{names.participant(letter.notice.participant)}</h3>
      <p className="small">
        <Link to="/threads/$id" params={{ id }} hash={letter.id}>
          <Reference>{letter.reference}</Reference>
        </Link>{' '}
        · <Instant at={letter.takenIn} />
      </p>
      <div className="choice no-print">
        <input type="checkbox" id={`use-${id}`} checked={!isLeft} onChange={() => turn(id)} />
        <label htmlFor={`use-${id}`}>{t('secretariat.compile.use')}</label>
      </div>
      {!isLeft && <AnswerList rows={answers} />}
    </section>
  );
}
