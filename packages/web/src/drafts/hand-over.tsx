import { type OfficeRules, onDuty } from '@rapport/api';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { officeQuery } from '../exchange/queries.ts';
import type { FilingState } from '../filing/filing.tsx';
import { useNow } from '../thread/use-now.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { refreshDesk } from './refresh.ts';

/** How the participant's desk works; `undefined` until it is known. */
export function useRules(): OfficeRules | undefined {
  return useQuery(officeQuery).data?.rules;
}

interface HandOverProps {
  readonly state: FilingState;
  /** Whether who writes cannot sign it. */
  readonly isOnlyWay: boolean;
  /** Whether that is only because it wrote the words. */
  readonly isSecondPerson: boolean;
}

/** Gives the draft to who signs it. */
export function HandOver({ state, isOnlyWay, isSecondPerson }: HandOverProps) {
  const { t } = useWords();
  const { handOver, busy, problem } = useHandOver(state);
  const { status } = state.sharing;
  if (status.kind === 'here' && status.why === 'sealed')
    return isOnlyWay ? <p className="strip alarm">{t('drafts.sealed-no-hand-over')}</p> : null;
  if (state.draft.shared?.office?.state === 'waiting')
    return <p className="strip">{t('drafts.is-waiting')}</p>;
  return (
    <section className={isOnlyWay ? 'hand-over' : 'hand-over section'}>
      {isSecondPerson && <p className="strip">{t('drafts.second-person')}</p>}
      <p className="line">
        {t(isOnlyWay ? 'drafts.hand-over.text' : 'drafts.hand-over.instead')} <Receivers state={state} />
      </p>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <button
          type="button"
          className={isOnlyWay ? 'button' : 'button second'}
          aria-disabled={busy}
          onClick={() => !busy && void handOver()}
        >
          {t('drafts.hand-over')}
        </button>
        {isOnlyWay && (
          <button type="button" className="link-button" onClick={() => state.go('audience')}>
            {t('filing.back-to-audience')}
          </button>
        )}
      </p>
    </section>
  );
}

/** Which offices may sign the step, and who sees to it there today. */
function Receivers({ state }: { state: FilingState }) {
  const { t, list } = useWords();
  const names = useNames();
  const now = useNow();
  const keys = useQuery(officeQuery).data?.keys ?? [];
  const offices = list(state.step.offices.map(names.office));
  const titles = state.step.offices
    .flatMap((office) => onDuty(keys, office, now))
    .flatMap(({ title }) => title ?? []);
  return (
    <>
      {t('drafts.hand-over.to', { offices })}
      {titles.length > 0 && ` ${t('drafts.hand-over.today', { names: list(titles) })}`}
    </>
  );
}

function useHandOver(state: FilingState) {
  const words = useWords();
  const navigate = useNavigate();
  const [shown, show] = useState<{ busy: boolean; problem?: string }>({ busy: false });
  const handOver = async (): Promise<void> => {
    show({ busy: true });
    const shared = await state.sharing.flush().catch(() => undefined);
    if (shared === undefined) return show({ busy: false, problem: words.t('drafts.not-shared') });
    try {
      const { id, revision } = shared;
      const { state: stage } = await client.actOnDraft(id, { act: 'hand-over', revision });
      state.change({ ...state.draft, shared: { ...shared, office: { ...shared.office, state: stage } } });
      await refreshDesk();
      await navigate({ to: '/desk' });
    } catch (error) {
      show({ busy: false, problem: sentenceOfError(error, words) });
    }
    return undefined;
  };
  return { handOver, ...shown };
}
