import { type FieldView, formView, parsePointer } from '@rapport/measures';
import { type FormEvent, useState } from 'react';
import { SavedLine } from '../drafts/saved-line.tsx';
import { useNames } from '../exchange/names.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { ErrorSummary, type SummaryItem } from '../ui/error-summary.tsx';
import { useWords } from '../wording/use-words.ts';
import { elementIdOf } from './answers.ts';
import { CarryForward } from './carry-forward.tsx';
import { FilesPart } from './files-part.tsx';
import type { Fault, FilingState } from './filing.tsx';
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

/** Each finding with the name of its field, leading to it. */
export function summaryOf(faults: readonly Fault[], fields: readonly FieldView[]): SummaryItem[] {
  return faults.map(({ at, sentence }) => {
    if (at === undefined) return { sentence };
    const titles = titlesAt(fields, parsePointer(at) ?? []);
    return { sentence: `${titles.join(', ')}: ${sentence}`, target: elementIdOf(at) };
  });
}

/** The names of the fields on the way to a place, outermost first. */
function titlesAt(fields: readonly FieldView[], [name, ...rest]: readonly string[]): string[] {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return [];
  if (field.kind === 'group') return [field.title, ...titlesAt(field.fields, rest)];
  const [number, ...inside] = rest;
  if (field.kind !== 'repeat' || number === undefined) return [field.title];
  const within = field.item.kind === 'group' ? titlesAt(field.item.fields, inside) : [];
  return [`${field.item.title} ${Number(number) + 1}`, ...within];
}
