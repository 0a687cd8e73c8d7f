import { remarkLengthMax } from '@rapport/api';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useRules } from '../drafts/hand-over.tsx';
import { refreshDesk } from '../drafts/refresh.ts';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { readDraft } from '../filing/draft.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import type { Brief } from './brief-page.tsx';
import { useDeskSigning } from './use-desk-signing.ts';

/** Sign and file, or return with a remark; or why whoever reads can do neither. */
export function Decide({ brief, signs }: { brief: Brief; signs: boolean }) {
  const { t, list } = useWords();
  const names = useNames();
  const rules = useRules();
  const { whole, step } = brief;
  if (!signs)
    return (
      <p className="strip">{t('measure.signed-by', { offices: list(step.offices.map(names.office)) })}</p>
    );
  const isOwn = rules?.secondPerson === true && whole.changed.isYou;
  return (
    <>
      {isOwn ? (
        <p className="strip alarm">{t('drafts.second-person')}</p>
      ) : (
        <Sign brief={brief} undoMinutes={rules?.undoMinutes ?? 0} />
      )}
      {whole.state === 'waiting' && <Return brief={brief} />}
    </>
  );
}

function Sign({ brief, undoMinutes }: { brief: Brief; undoMinutes: number }) {
  const { t } = useWords();
  const { sign, busy, problems, round } = useDeskSigning(brief);
  const { data: kept } = useQuery({
    queryKey: ['kept-signed', brief.draftKey, round],
    queryFn: async () => (await readDraft(brief.draftKey))?.pending ?? null,
    staleTime: 0,
    gcTime: 0,
  });
  const isReady = brief.draft.audience !== undefined && (brief.draft.shared?.awaited ?? []).length === 0;
  if (!isReady) return null;
  return (
    <section className="section">
      <ErrorSummary items={problems} round={round} />
      {kept !== null && kept !== undefined && <p className="strip alarm">{t('sign.waiting')}</p>}
      <p className="line">
        {undoMinutes > 0 ? t('signing.will-be-held', { minutes: undoMinutes }) : t('sign.text')}
      </p>
      <p className="actions">
        <button type="button" className="button" aria-disabled={busy} onClick={() => !busy && void sign()}>
          {t('sign.button')}
        </button>
      </p>
      <p aria-live="polite" className="soft">
        {busy && t('sign.busy')}
      </p>
    </section>
  );
}

/** Sends the draft back to who wrote it, with what is to be mended. */
function Return({ brief: { whole } }: { brief: Brief }) {
  const words = useWords();
  const { t } = words;
  const navigate = useNavigate();
  const [remark, setRemark] = useState('');
  const [problem, setProblem] = useState<{ sentence: string; target?: string }>();
  const [round, setRound] = useState(0);
  const stop = (sentence: string, target?: string): void => {
    setProblem(target === undefined ? { sentence } : { sentence, target });
    setRound((before) => before + 1);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (remark.trim() === '') return stop(t('signing.remark-missing'), 'remark');
    try {
      const { id, revision } = whole;
      await client.actOnDraft(id, { act: 'return', revision, remark: remark.trim() });
      await refreshDesk();
      await navigate({ to: '/signing' });
    } catch (error) {
      stop(sentenceOfError(error, words));
    }
    return undefined;
  };
  return (
    <form className="section" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{t('signing.return.title')}</h2>
      <ErrorSummary items={problem === undefined ? [] : [problem]} round={round} />
      <div className="field">
        <label htmlFor="remark">{t('signing.remark')}</label>
        <p className="hint" id="remark-hint">
          {t('signing.remark.hint')}
        </p>
        <textarea
          id="remark"
          dir="auto"
          className="input"
          maxLength={remarkLengthMax}
          aria-describedby="remark-hint"
          value={remark}
          onChange={(event) => setRemark(event.target.value)}
        />
      </div>
      <p className="actions">
        <button type="submit" className="button second">
          {t('signing.return')}
        </button>
      </p>
    </form>
  );
}
