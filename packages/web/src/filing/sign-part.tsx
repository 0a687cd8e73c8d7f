import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { HandOver, useRules } from '../drafts/hand-over.tsx';
import { isSame } from '../drafts/merge-drafts.ts';
import { PreviewLater } from '../drafts/preview-later.tsx';
import { refreshAfterFiling } from '../drafts/refresh.ts';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { officeQuery, queryClient, useOrganisation } from '../exchange/queries.ts';
import { SealingRefused } from '../sealing/sealing-refused.ts';
import { PasskeyRefused } from '../sign-in/signing-here.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { WhoSees } from './audience-part.tsx';
import { deliver } from './deliver.ts';
import { type Draft, dropDraft, type Pending, readDraft } from './draft.ts';
import type { FilingState } from './filing.tsx';
import { keepReceipt } from './receipts.ts';

/** What signs is fetched when the reader comes near to it: reading and writing need none of it. */
const signing = () => import('./sign-draft.ts');

/** The last part: sign with the key in this browser, and file; or hand over to who signs. */
export function SignPart({ state }: { state: FilingState }) {
  const words = useWords();
  const { t } = words;
  const names = useNames();
  const { sign, busy, problem, round } = useSigning(state);
  const rules = useRules();
  const { draft, place } = state;
  useEffect(() => void signing().catch(() => undefined), []); // asked for again when it is needed
  const isHeldBack = rules?.secondPerson === true && draft.seal !== true && areOwnWords(draft);
  const isHeld = rules !== undefined && rules.undoMinutes > 0 && draft.seal !== true;
  const signs = draft.pending !== undefined || (state.maySign && !isHeldBack);
  const items = [
    ...state.refused.map(({ sentence }) => ({ sentence })),
    ...(problem === undefined ? [] : [{ sentence: problem }]),
  ];
  return (
    <>
      <ErrorSummary items={items} round={round} />
      {draft.pending !== undefined && <p className="strip alarm">{t('sign.waiting')}</p>}
      <Facts className="line">
        <Fact label={t('letter.from')}>
          {names.participant(place.participant)},{' '}
          {words.list((state.maySign ? [place.office] : state.step.offices).map(names.office))}
        </Fact>
        {draft.audience !== undefined && <Fact label={t('letter.to')}>{names.audience(draft.audience)}</Fact>}
      </Facts>
      {draft.audience !== undefined && <WhoSees audience={draft.audience} state={state} />}
      {draft.seal === true && <p className="strip">{t('seal.host')}</p>}
      <PreviewLater {...state} />
      {signs && (
        <>
          <p className="line section">
            {isHeld ? t('signing.will-be-held', { minutes: rules.undoMinutes }) : t('sign.text')}
          </p>
          <p className="actions">
            <button
              type="button"
              className="button"
              aria-disabled={busy}
              onClick={() => !busy && void sign()}
            >
              {draft.pending === undefined ? t('sign.button') : t('sign.again')}
            </button>
            {draft.pending === undefined && (
              <button type="button" className="link-button" onClick={() => state.go('audience')}>
                {t('filing.back-to-audience')}
              </button>
            )}
          </p>
          <p aria-live="polite" className="soft">
            {busy && t('sign.busy')}
          </p>
        </>
      )}
      {draft.pending === undefined && (
        <HandOver state={state} isOnlyWay={!signs} isSecondPerson={state.maySign && isHeldBack} />
      )}
    </>
  );
}

function useSigning(state: FilingState) {
  const words = useWords();
  const names = useNames();
  const named = (codes: readonly string[]): string => words.list(names.sorted(codes).map(names.participant));
  const navigate = useNavigate();
  const { origin } = useOrganisation();
  const [shown, setShown] = useState<{ busy: boolean; problem?: string; round: number }>({
    busy: false,
    round: 0,
  });
  const stop = (problem?: string): void =>
    setShown(({ round }) => ({
      busy: false,
      round: round + 1,
      ...(problem === undefined ? {} : { problem }),
    }));
  // One tab at a time: another may have signed or filed this very draft.
  const sign = (): Promise<void> => navigator.locks.request(state.draftKey, signOnce);
  const signOnce = async (): Promise<void> => {
    setShown(({ round }) => ({ busy: true, round }));
    const kept = await readDraft(state.draftKey);
    if (kept === undefined && state.isKept) return stop(words.t('sign.elsewhere'));
    const desk = kept?.pending === undefined ? await deskOf(state) : undefined;
    if (desk === 'not-shared') return stop(words.t('drafts.not-shared'));
    const signed =
      kept?.pending ??
      (await signing()
        .then(({ signDraft }) => signDraft(state, origin, desk))
        .catch(refusalOf));
    if (signed instanceof SealingRefused)
      return stop(words.t(`seal.${signed.kind}`, { names: named(signed.participants) }));
    if (signed === 'refused') return stop(words.t('sign.passkey-refused'));
    if (signed === undefined) return stop(words.t('sign.no-key'));
    if ('error' in signed) return stop(sentenceOfError(signed.error, words));
    const pending = signed;
    const delivery = await deliver(client, pending, state.files);
    if (delivery.kind === 'unknown') {
      state.change({ ...state.draft, pending });
      return stop(sentenceOfError(delivery.error, words));
    }
    const { pending: _, ...unsigned } = state.draft;
    if (delivery.kind === 'refused') {
      state.change(unsigned);
      state.refuse(delivery.faults);
      if (delivery.faults.some(({ at }) => at !== undefined)) state.go('answers');
      return stop();
    }
    await dropDraft(state.draftKey);
    if (delivery.kind === 'held') {
      await navigate({ to: '/signing/$id', params: { id: delivery.draft } });
      return;
    }
    await keepReceipt(delivery.receipt, pending.note);
    // Filed past the desk: the office's copy is of no more use.
    if (pending.desk === undefined && state.draft.shared !== undefined)
      void client.dropDraft(state.draft.shared.id).catch(() => undefined);
    refreshAfterFiling(delivery.receipt.thread, state.place.about);
    await navigate({ to: '/filed/$id', params: { id: delivery.receipt.id } });
  };
  return { sign, ...shown };
}

/** Whether who signs has written what is signed: nobody else's words are here unchanged. */
function areOwnWords({ shared, answers }: Draft): boolean {
  return shared?.office?.changed?.isYou !== false || !isSame(answers, shared.base.answers);
}

/** The draft through which the notice goes, where the participant's rules ask for it. */
async function deskOf(state: FilingState): Promise<Pending['desk'] | 'not-shared'> {
  if (state.draft.seal === true) return undefined;
  const { rules } = await queryClient.fetchQuery({ ...officeQuery, staleTime: 0 }).catch(() => noRules);
  if (!rules.secondPerson && rules.undoMinutes === 0) return undefined;
  const shared = await state.sharing.flush();
  return shared === undefined ? 'not-shared' : { id: shared.id, revision: shared.revision };
}

/** Without the line nothing is filed anyway. */
const noRules = { rules: { secondPerson: false, undoMinutes: 0 } };

function refusalOf(error: unknown): 'refused' | SealingRefused | { readonly error: unknown } {
  if (error instanceof SealingRefused) return error;
  if (error instanceof PasskeyRefused) return 'refused';
  return { error };
}
