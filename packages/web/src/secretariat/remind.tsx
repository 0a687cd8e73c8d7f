import type { Awaited, ReminderRequest } from '@rapport/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { client } from '../exchange/client.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { remindersQuery } from './secretariat-queries.ts';

type Template = ReminderRequest['template'];
const templates = ['upcoming', 'courtesy', 'help'] as const satisfies readonly Template[];

/** Sends the offices of one participant a reminder in words that are ready, about one of the measures it has not answered. */
export function Remind({ participant, items }: { participant: string; items: readonly Awaited[] }) {
  const words = useWords();
  const { t, pick } = words;
  const id = useId();
  const queries = useQueryClient();
  const { measures } = useOrganisation();
  const [template, setTemplate] = useState<Template>('upcoming');
  const [measure, setMeasure] = useState(items[0]?.measure ?? '');
  const sending = useMutation({
    mutationFn: () => client.remind({ participant, template, measure }),
    onSuccess: () => queries.invalidateQueries(remindersQuery),
  });
  const owed = measures.filter((one) => items.some((item) => item.measure === one.id));
  return (
    <details className="no-print">
      <summary>{t('secretariat.remind')}</summary>
      <div className="field">
        <label htmlFor={`${id}-measure`}>{t('secretariat.remind.measure')}</label>
        <select
          id={`${id}-measure`}
          className="input"
          value={measure}
          onChange={(event) => setMeasure(event.target.value)}
        >
          {owed.map((one) => (
            <option key={one.id} value={one.id}>
              {pick(one.title)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-template`}>{t('secretariat.remind.words')}</label>
        <select
          id={`${id}-template`}
          className="input"
          value={template}
          onChange={(event) => setTemplate(templates.find((one) => one === event.target.value) ?? 'upcoming')}
        >
          {templates.map((one) => (
            <option key={one} value={one}>
              {t(`secretariat.template.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <p className="actions">
        <button type="button" className="button second" onClick={() => sending.mutate()}>
          {t('secretariat.remind.send')}
        </button>
      </p>
      <p aria-live="polite">
        {sending.data !== undefined && t('secretariat.told', { count: sending.data.told })}
        {sending.error !== null && sentenceOfError(sending.error, words)}
      </p>
    </details>
  );
}
