import type { AnswerRow, Measure, Step } from '@rapport/measures';
import { valueAt } from '@rapport/notices';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { client } from '../exchange/client.ts';
import { type Letter, readLetters } from '../exchange/filed.ts';
import { measureQuery } from '../exchange/queries.ts';
import { Reference } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import { useAnswerRows } from './answers-view.tsx';
import { ChangeList } from './change-list.tsx';

/** The notice that answers were carried forward from; `null` where the reader may not see it, or there is none. */
const carriedQuery = (id: string) =>
  queryOptions({
    queryKey: ['carried', id],
    queryFn: async (): Promise<Letter | null> => {
      const found = await client.notice(id).catch(() => undefined);
      return (found && readLetters([found])[0]) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What answers carried forward from an earlier notice say otherwise than that notice; nothing where none were. */
export function Carried(props: { step: Step | undefined; answers: unknown; rows: readonly AnswerRow[] }) {
  const { step, answers, rows } = props;
  const id = step?.carries === undefined ? undefined : valueAt(answers, step.carries);
  if (typeof id !== 'string' || !/^[0-9a-f]{64}$/.test(id)) return null;
  return (
    <Suspense>
      <Found id={id} carries={step?.carries ?? ''} rows={rows} />
    </Suspense>
  );
}

function Found({ id, carries, rows }: { id: string; carries: string; rows: readonly AnswerRow[] }) {
  const earlier = useSuspenseQuery(carriedQuery(id)).data;
  return earlier === null ? null : <Against earlier={earlier} carries={carries} rows={rows} />;
}

function Against(props: { earlier: Letter; carries: string; rows: readonly AnswerRow[] }) {
  const { earlier, carries, rows } = props;
  const { id, edition } = earlier.notice.measure;
  const measure = useSuspenseQuery(measureQuery(id, edition)).data;
  return <Difference measure={measure} earlier={earlier} carries={carries} rows={rows} />;
}

function Difference(props: {
  measure: Measure;
  earlier: Letter;
  carries: string;
  rows: readonly AnswerRow[];
}) {
  const { measure, earlier, carries, rows } = props;
  const { t } = useWords();
  const before = useAnswerRows(measure, earlier.notice.step, earlier.notice.answers);
  const isOther = ({ pointer }: AnswerRow): boolean => pointer !== carries;
  return (
    <div className="stack tight changes">
      <p>
        {t('letter.carried')} <Reference>{earlier.reference}</Reference>
      </p>
      <ChangeList
        before={before.filter(isOther)}
        after={rows.filter(isOther)}
        none={t('letter.as-carried')}
      />
    </div>
  );
}
