import { type FieldView, formView } from '@rapport/measures';
import { type FormEvent, useState } from 'react';
import { SavedLine } from '../drafts/saved-line.tsx';
import { useNames } from '../exchange/names.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { useWords } from '../wording/use-words.ts';
import { CarryForward } from './carry-forward.tsx';
import { summaryOf } from './fault-summary.ts';
import { FilesPart } from './files-part.tsx';
import type { FilingState } from './filing.tsx';
import { FormDownload } from './form-download.tsx';
import { Fields } from './form-fields.tsx';

/** The form. Findings are shown once the reader has asked to go on, and then kept current. */
export function AnswersPart({ state }: { state: FilingState }) {
  const { t } = useWords();
  const names = useNames();
  const { measure, step, draft } = state;
  const [round, setRound] = useState(0);
  const fields = useFields(state);
  const shown = state.refused.length > 0 ? state.refused : round > 0 ? state.faults : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (state.faults.length === 0) state.go('check');
    else setRound(round + 1);
  };
  const sheet = {
    answers: draft.answers,
    faults: new Map(shown.flatMap((fault) => (fault.at === undefined ? [] : [[fault.at, fault.sentence]]))),
    zone: names.zone(state.place.participant),
    files: state.files,
    change: (answers: typeof draft.answers) => state.change({ ...draft, answers }),
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary items={summaryOf(shown, fields)} round={round + (state.refused.length > 0 ? 1 : 0)} />
      <SavedLine state={state} />
      <FormDownload state={state} />
      <CarryForward state={state} />
      {measure.forms[step.form] !== undefined && <Fields fields={fields} at={[]} sheet={sheet} />}
      <FilesPart files={state.files} changeFiles={state.changeFiles} />
      <p className="actions">
        <button type="submit" className="button">
          {t('filing.continue')}
        </button>
      </p>
    </form>
  );
}

function useFields({ measure, step }: FilingState): FieldView[] {
  const { language } = useWords();
  const wording = useMeasureWords(measure);
  const form = measure.forms[step.form];
  return form === undefined ? [] : formView(form, wording.forms[step.form], language);
}
