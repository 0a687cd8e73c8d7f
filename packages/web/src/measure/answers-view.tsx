import {
  type AnswerRow,
  answerRows,
  type FormSchema,
  formatCount,
  formatDay,
  formatInstant,
  formView,
  type Measure,
  type Saying,
  visibleControls,
} from '@rapport/measures';
import { type ReactNode, useMemo } from 'react';
import { listsOf, useEntryNames } from '../exchange/lists.ts';
import { useNames } from '../exchange/names.ts';
import { Facts } from '../ui/facts.tsx';
import { useWords } from '../wording/use-words.ts';
import { useMeasureWords } from './measure-words.ts';

/** What the answers to a step's form say, row by row. */
export function useAnswerRows(
  measure: Measure,
  step: string,
  answers: unknown,
  attachments: readonly NamedFile[] = noFiles,
): AnswerRow[] {
  const { language } = useWords();
  const form = measure.steps.find(({ id }) => id === step)?.form ?? '';
  const schema = measure.forms[form];
  const saying = useSaying(schema, attachments);
  const wording = useMeasureWords(measure);
  return useMemo(() => {
    if (schema === undefined) return [];
    return answerRows(formView(schema, wording.forms[form], language), answers, saying);
  }, [schema, form, answers, saying, wording, language]);
}

/** A file beside a notice, by its hash. */
type NamedFile = { readonly sha256: string; readonly name: string };

const noFiles: readonly NamedFile[] = [];

function useSaying(form: FormSchema | undefined, files: readonly NamedFile[]): Saying {
  const entry = useEntryNames(listsOf(form));
  const { t, language } = useWords();
  const names = useNames();
  const words = useMemo<Omit<Saying, 'entry' | 'file'>>(
    () => ({
      participant: names.participant,
      day: (day) => formatDay(day, language),
      instant: (at) => formatInstant(at, language, 'UTC'),
      count: (count) => formatCount(count, language),
      yes: t('form.yes'),
      no: t('form.no'),
    }),
    [names, language, t],
  );
  return useMemo(
    () => ({
      ...words,
      entry,
      file: (hash) => files.find(({ sha256 }) => sha256 === hash)?.name ?? hash,
    }),
    [words, entry, files],
  );
}

/** Draws rows as a register. @param action - what stands at the end of an outermost row, such as a link to change it */
export function AnswerList(props: { rows: readonly AnswerRow[]; action?: (row: AnswerRow) => ReactNode }) {
  const { t } = useWords();
  if (props.rows.length === 0) return <p className="soft">{t('answers.none')}</p>;
  return (
    <Facts>
      {props.rows.map((row) => (
        <div className={props.action === undefined ? 'fact' : 'fact with-action'} key={row.pointer}>
          <dt>{row.title}</dt>
          <dd>{row.rows === undefined ? <Text text={row.text ?? ''} /> : <AnswerList rows={row.rows} />}</dd>
          {props.action !== undefined && <dd className="no-print">{props.action(row)}</dd>}
        </div>
      ))}
    </Facts>
  );
}

/** A state's own text keeps its own direction and line ends. */
function Text({ text }: { text: string }) {
  return (
    <span className="multiline" dir="auto">
      {visibleControls(text)}
    </span>
  );
}
