import { type FieldSchema, type Measure, orderOf, visibleControls } from '@rapport/measures';
import { valueAt } from '@rapport/notices';
import { Link } from '@tanstack/react-router';
import type { Letter } from '../exchange/filed.ts';
import { useNames } from '../exchange/names.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Reference } from '../ui/facts.tsx';
import { newestWords, type ThreadRow } from './threads.ts';

/** A thread in one line: who opened it, the first words of its opening as last corrected, and its reference. */
export function ThreadLink({ row }: { row: ThreadRow }) {
  const names = useNames();
  const words = firstWords(newestWords(row), row.measure);
  return (
    <Link to="/threads/$id" params={{ id: row.opening.id }}>
      {names.participant(row.opening.notice.participant)}
      {words !== undefined && (
        <>
          , <bdi>{words}</bdi>
        </>
      )}{' '}
      <Reference>{row.opening.reference}</Reference>
    </Link>
  );
}

/** What stands in the first free text of a form: in most forms a title or a subject. */
function firstWords({ notice }: Letter, measure: Measure): string | undefined {
  const form = measure.forms[measure.steps.find(({ id }) => id === notice.step)?.form ?? ''];
  if (form === undefined) return undefined;
  const name = orderOf(form).find((one) => isFreeText(form.properties[one]));
  const words = valueAt(notice.answers, `/${name ?? ''}`);
  return typeof words === 'string' ? visibleControls(words.slice(0, 100)) : undefined;
}

function isFreeText(field: FieldSchema | undefined): boolean {
  return field?.type === 'string' && field.format === undefined && field.enum === undefined;
}

/** The state that a thread is in, in the words of its own edition. */
export function StateTag({ row }: { row: ThreadRow }) {
  const wording = useMeasureWords(row.measure);
  return <span className="tag soft">{wording.states[row.state] ?? row.state}</span>;
}
