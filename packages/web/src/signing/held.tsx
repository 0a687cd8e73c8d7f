import type { DraftAct, DraftSummary, Session } from '@rapport/api';
import { useEffect, useState } from 'react';
import { refreshAfterFiling, refreshDesk } from '../drafts/refresh.ts';
import { client } from '../exchange/client.ts';
import { queryClient } from '../exchange/queries.ts';
import { Instant } from '../ui/instant.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';

/** A signed notice that is held: until when, and how to recall it or send it at once. */
export function Held({ draft, session }: { draft: DraftSummary; session: Session }) {
  const words = useWords();
  const { t } = words;
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const at = draft.dispatch?.at ?? 0;
  const left = useLeft(at);
  const act = async (name: 'recall' | 'send-now'): Promise<void> => {
    setBusy(true);
    const asked: DraftAct = { act: name, revision: draft.revision };
    try {
      const { notice } = await client.actOnDraft(draft.id, asked);
      if (notice !== undefined) refreshAfterFiling(draft.place.thread ?? notice, draft.place.about);
      setProblem(undefined);
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
    await refreshDesk();
    await queryClient.invalidateQueries({ queryKey: ['shared-draft', draft.id] });
    setBusy(false);
  };
  return (
    <div className="held">
      <p>
        {left > 0 ? t('signing.sends-at') : t('signing.sending')} <Instant at={at} />.{' '}
        {left > 0 && <strong>{t('signing.minutes-left', { minutes: left })}</strong>}
      </p>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        {left > 0 && (
          <button
            type="button"
            className="button second"
            aria-disabled={busy}
            onClick={() => !busy && void act('recall')}
          >
            {t('signing.recall')}
          </button>
        )}
        {session.person === undefined && (
          <button
            type="button"
            className="link-button"
            aria-disabled={busy}
            onClick={() => !busy && void act('send-now')}
          >
            {t('signing.send-now')}
          </button>
        )}
      </p>
    </div>
  );
}

/** Whole minutes that are left, counted up; 0 once the time has come. */
function useLeft(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      if (at <= Date.now()) void refreshDesk();
    }, 5000);
    return () => clearInterval(timer);
  }, [at]);
  return Math.max(0, Math.ceil((at - now) / 60_000));
}
