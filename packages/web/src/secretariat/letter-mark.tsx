import type { RegisterMark, RegisterRow } from '@rapport/api';
import { formatDay } from '@rapport/measures';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useId } from 'react';
import { client } from '../exchange/client.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

const fields = [
  ['file', 100, 'secretariat.mark.file'],
  ['owner', 100, 'secretariat.mark.owner'],
  ['remark', 500, 'secretariat.mark.remark'],
] as const;

/** What the secretariat notes beside a letter for itself; no part of the record. */
export function LetterMark({ row: { id, mark } }: { row: RegisterRow }) {
  const words = useWords();
  const { t, language } = words;
  const key = useId();
  const queries = useQueryClient();
  const keeping = useMutation({
    mutationFn: (said: RegisterMark) => client.markLetter(id, said),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['secretariat', 'register'] }),
  });
  const keep = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    keeping.mutate(markIn(new FormData(event.currentTarget)));
  };
  return (
    <>
      {mark !== undefined && (
        <p className="small">
          {[mark.file, mark.owner, mark.remark].filter((text) => text !== '').join(' · ')}
          {mark.due !== undefined && ` · ${t('clock.due')} ${formatDay(mark.due, language)}`}
        </p>
      )}
      <details className="small no-print">
        <summary>{t('secretariat.mark')}</summary>
        <form onSubmit={keep}>
          {fields.map(([name, maxLength, label]) => (
            <div className="field" key={name}>
              <label htmlFor={`${key}-${name}`}>{t(label)}</label>
              <input
                id={`${key}-${name}`}
                name={name}
                className="input"
                maxLength={maxLength}
                defaultValue={mark?.[name] ?? ''}
              />
            </div>
          ))}
          <div className="field">
            <label htmlFor={`${key}-due`}>{t('secretariat.mark.due')}</label>
            <input
              id={`${key}-due`}
              name="due"
              type="date"
              className="input short"
              defaultValue={mark?.due ?? ''}
            />
          </div>
          <p className="actions">
            <button type="submit" className="button second">
              {t('secretariat.mark.keep')}
            </button>
          </p>
        </form>
        <p aria-live="polite">
          {keeping.isSuccess && t('secretariat.mark.kept')}
          {keeping.error !== null && sentenceOfError(keeping.error, words)}
        </p>
      </details>
    </>
  );
}

function markIn(form: FormData): RegisterMark {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const due = text('due');
  return {
    file: text('file'),
    owner: text('owner'),
    remark: text('remark'),
    ...(due === '' ? {} : { due }),
  };
}
