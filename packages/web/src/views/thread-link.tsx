import { subjectOf } from '@rapport/notices';
import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { SubjectWords } from '../exchange/subject-words.tsx';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Reference } from '../ui/facts.tsx';
import type { ThreadRow } from './threads.ts';

/** A thread in one line: who opened it, what it is about as last corrected, and its reference. */
export function ThreadLink({ row }: { row: ThreadRow }) {
  const names = useNames();
  const subject = subjectOf(row.measure, row.letters);
  return (
    <Link to="/threads/$id" params={{ id: row.opening.id }}>
      {names.participant(row.opening.notice.participant)}
      {subject !== undefined && (
        <>
          , <SubjectWords subject={subject} />
        </>
      )}{' '}
      <Reference>{row.opening.reference}</Reference>
    </Link>
  );
}

/** The state that a thread is in, in the words of its own edition. */
export function StateTag({ row }: { row: ThreadRow }) {
  const wording = useMeasureWords(row.measure);
  return <span className="tag soft">{wording.states[row.state] ?? row.state}</span>;
}
