import { type OfficeRules, undoMinutesMax } from '@rapport/api';
import { type FormEvent, useState } from 'react';
import { client } from '../exchange/client.ts';
import { officeQuery, queryClient } from '../exchange/queries.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

/** The two rules of a participant's desk, as they are, and for who holds a key the way to change them. */
export function RulesForm({ rules, mayChange }: { rules: OfficeRules; mayChange: boolean }) {
  const words = useWords();
  const { t } = words;
  const [secondPerson, setSecondPerson] = useState(rules.secondPerson);
  const [minutes, setMinutes] = useState(String(rules.undoMinutes));
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
    const undoMinutes = /^\d{1,2}$/.test(minutes.trim()) ? Number(minutes) : Number.NaN;
    if (!(undoMinutes <= undoMinutesMax)) return stop(t('office.undo.wrong'), 'undo-minutes');
    try {
      queryClient.setQueryData(
        officeQuery.queryKey,
        await client.setOfficeRules({ secondPerson, undoMinutes }),
      );
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
      {!mayChange && <p className="strip">{t('office.key-needed')}</p>}
      <div className="choices">
        <div className="choice">
          <input
            type="checkbox"
            id="second-person"
            checked={secondPerson}
            disabled={!mayChange}
            aria-describedby="second-person-hint"
            onChange={() => setSecondPerson(!secondPerson)}
          />
          <label htmlFor="second-person">{t('office.second-person')}</label>
        </div>
        <p className="hint line" id="second-person-hint">
          {t('office.second-person.hint')}
        </p>
      </div>
      <div className="field">
        <label htmlFor="undo-minutes">{t('office.undo')}</label>
        <p className="hint" id="undo-minutes-hint">
          {t('office.undo.hint', { max: undoMinutesMax })}
        </p>
        <input
          id="undo-minutes"
          className="input short"
          inputMode="numeric"
          dir="ltr"
          autoComplete="off"
          disabled={!mayChange}
          aria-describedby="undo-minutes-hint"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      </div>
      {mayChange && (
        <p className="actions">
          <button type="submit" className="button">
            {t('office.save')}
          </button>
          <output className="soft">{isSaved && t('office.saved')}</output>
        </p>
      )}
    </form>
  );
}
