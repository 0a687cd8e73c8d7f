import type { DutyKey } from '@rapport/api';
import { type FormEvent, useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { officeQuery, queryClient } from '../exchange/queries.ts';
import { Select } from '../filing/choice-fields.tsx';
import { keyName } from '../signing/duty-line.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

/** What the holder of the key that is signed in tells its colleagues: how to call it, and that it is away. */
export function OwnDuty({ own, keys }: { own: DutyKey; keys: readonly DutyKey[] }) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  const colleagues = keys.filter(({ key, office }) => office === own.office && key !== own.key);
  const [title, setTitle] = useState(own.title ?? '');
  const [day, setDay] = useState(own.absence === undefined ? '' : dayOf(own.absence.until));
  const [deputy, setDeputy] = useState(own.absence?.deputy);
  const [problem, setProblem] = useState<{ sentence: string; target?: string }>();
  const [round, setRound] = useState(0);
  const [isSaved, setSaved] = useState(false);
  const stop = (sentence: string, target?: string): void => {
    setSaved(false);
    setProblem(target === undefined ? { sentence } : { sentence, target });
    setRound((before) => before + 1);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const until = day === '' ? undefined : endOf(day);
    if (until !== undefined && !(until > Date.now())) return stop(t('office.away.past'), 'away-until');
    if (until !== undefined && deputy === undefined) return stop(t('office.away.who'), 'away-deputy');
    const duty = {
      ...(title.trim() === '' ? {} : { title: title.trim() }),
      ...(until === undefined || deputy === undefined ? {} : { absence: { until, deputy } }),
    };
    try {
      queryClient.setQueryData(officeQuery.queryKey, await client.setOwnDuty(duty));
      setProblem(undefined);
      setSaved(true);
    } catch (error) {
      stop(sentenceOfError(error, words));
    }
    return undefined;
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary items={problem === undefined ? [] : [problem]} round={round} />
      <div className="field">
        <label htmlFor="own-title">{t('office.own-title')}</label>
        <p className="hint" id="own-title-hint">
          {t('office.own-title.hint')}
        </p>
        <input
          id="own-title"
          className="input"
          maxLength={100}
          autoComplete="off"
          aria-describedby="own-title-hint"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      {colleagues.length === 0 ? (
        <p className="soft field">{t('office.no-deputy')}</p>
      ) : (
        <>
          <div className="field">
            <label htmlFor="away-until">{t('office.away')}</label>
            <p className="hint" id="away-until-hint">
              {t('office.away.hint')}
            </p>
            <input
              id="away-until"
              type="date"
              className="input short"
              aria-describedby="away-until-hint"
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="away-deputy">{t('office.deputy')}</label>
            <Select
              id="away-deputy"
              options={colleagues.map((one) => ({ value: one.key, title: keyName(one, names, words) }))}
              value={deputy}
              described={undefined}
              onChange={setDeputy}
            />
          </div>
        </>
      )}
      <p className="actions">
        <button type="submit" className="button second">
          {t('office.save-own')}
        </button>
        <output className="soft">{isSaved && t('office.saved')}</output>
      </p>
    </form>
  );
}

/** The end of a day by this browser's clock. */
function endOf(day: string): number {
  return new Date(`${day}T23:59:59`).getTime();
}

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
