import type { AnswerRow } from '@rapport/measures';
import { Link } from '@tanstack/react-router';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { Carried } from '../measure/carried.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { elementIdOf, tidyAnswers } from './answers.ts';
import { FileList } from './files-part.tsx';
import type { FilingState } from './filing.tsx';

/** The answers as they will be read, each with a way back to it. */
export function CheckPart({ state }: { state: FilingState }) {
  const { t } = useWords();
  const { measure, step, draft } = state;
  const form = measure.forms[step.form];
  const answers = form === undefined ? {} : tidyAnswers(form, draft.answers);
  const rows = useAnswerRows(measure, step.id, answers, state.files);
  return (
    <>
      <Carried step={step} answers={answers} rows={rows} />
      <AnswerList rows={rows} action={(row) => <ChangeLink row={row} />} />
      {state.files.length > 0 && (
        <Section title={t('files.title')}>
          <FileList files={state.files} />
        </Section>
      )}
      <p className="actions">
        <button type="button" className="button" onClick={() => state.go('audience')}>
          {t('filing.continue')}
        </button>
        <button type="button" className="link-button" onClick={() => state.go('answers')}>
          {t('filing.back-to-answers')}
        </button>
      </p>
    </>
  );
}

function ChangeLink({ row }: { row: AnswerRow }) {
  const { t } = useWords();
  return (
    <Link
      from="/measures/$id/$edition/file/$step"
      to="."
      search={(before) => ({ ...before, part: 'answers' })}
      hash={elementIdOf(row.pointer)}
    >
      {t('filing.change')}
      <span className="visually-hidden"> {row.title}</span>
    </Link>
  );
}
