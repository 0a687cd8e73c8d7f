import type { Audience, JsonObject } from '@rapport/record';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../exchange/client.ts';
import { useNames } from '../exchange/names.ts';
import { queryClient, useOrganisation } from '../exchange/queries.ts';
import { SealingRefused } from '../sealing/sealing-refused.ts';
import { findSigner } from '../sign-in/office-keys.ts';
import { PasskeyRefused } from '../sign-in/passkeys.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { type Answers, tidyAnswers } from './answers.ts';
import { attachmentsOf } from './attached-files.ts';
import { WhoSees } from './audience-part.tsx';
import { deliver } from './deliver.ts';
import { dropDraft, keepDraft, type Pending, readDraft } from './draft.ts';
import type { FilingState } from './filing.tsx';
import { keepReceipt } from './receipts.ts';
import { noticeOf, signNotice } from './sign-notice.ts';

/** The last part: sign with the key in this browser, and file. */
export function SignPart({ state }: { state: FilingState }) {
  const { t } = useWords();
  const names = useNames();
  const { sign, busy, problem, round } = useSigning(state);
  const { draft, place } = state;
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
          {names.participant(place.participant)}, {names.office(place.office)}
        </Fact>
        {draft.audience !== undefined && <Fact label={t('letter.to')}>{names.audience(draft.audience)}</Fact>}
      </Facts>
      {draft.audience !== undefined && <WhoSees audience={draft.audience} state={state} />}
      {draft.seal === true && <p className="strip">{t('seal.host')}</p>}
      <p className="line section">{t('sign.text')}</p>
      <p className="actions">
        <button type="button" className="button" aria-disabled={busy} onClick={() => !busy && void sign()}>
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
    const signed = kept?.pending ?? (await signDraft(state, origin).catch(refusalOf));
    if (signed instanceof SealingRefused)
      return stop(words.t(`seal.${signed.kind}`, { names: named(signed.participants) }));
    if (signed === 'refused') return stop(words.t('sign.passkey-refused'));
    if (signed === undefined) return stop(words.t('sign.no-key'));
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
    await keepReceipt(delivery.receipt, pending.note);
    await dropDraft(state.draftKey);
    void queryClient.invalidateQueries({ queryKey: ['notices'] });
    void queryClient.invalidateQueries({ queryKey: ['clocks'] });
    void queryClient.invalidateQueries({ queryKey: ['register'] });
    if (state.place.about !== undefined) {
      void queryClient.invalidateQueries({ queryKey: ['notice', state.place.about] });
      void queryClient.invalidateQueries({ queryKey: ['thread'] });
    }
    void queryClient.invalidateQueries({ queryKey: ['thread', delivery.receipt.thread] });
    await navigate({ to: '/filed/$id', params: { id: delivery.receipt.id } });
  };
  return { sign, ...shown };
}

function refusalOf(error: unknown): 'refused' | SealingRefused {
  if (error instanceof SealingRefused) return error;
  if (error instanceof PasskeyRefused) return 'refused';
  throw error;
}

/** Signs the draft and keeps the bytes before they go anywhere. `undefined`: this browser has no key for the office. */
async function signDraft(state: FilingState, log: string): Promise<Pending | undefined> {
  const { measure, step, place, draft } = state;
  const form = measure.forms[step.form];
  const signer = await findSigner(log, place.participant, place.office);
  if (signer === undefined || form === undefined || draft.audience === undefined) return undefined;
  const { participant, office, thread, after } = place;
  const answers = tidyAnswers(form, draft.answers);
  const sealed = draft.seal === true ? await seal(answers, draft.audience, state, log) : undefined;
  const said = sealed ?? { open: { answers, attachments: attachmentsOf(state.files) } };
  const saying = {
    log,
    participant,
    office,
    measure,
    step: step.id,
    ...said.open,
    audience: draft.audience,
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const signed = await signNotice(noticeOf(saying, Date.now(), nonce), signer);
  const pending = sealed === undefined ? signed : { ...signed, files: sealed.files };
  await keepDraft(state.draftKey, { ...draft, pending });
  return pending;
}

/** What is said in the open of a sealed notice, and what goes beside it. The code that seals is fetched when it is needed. */
async function seal(answers: Answers, audience: Audience, { place, files }: FilingState, log: string) {
  const { sealSaying } = await import('../sealing/seal-saying.ts');
  const named = audience.kind === 'named' ? audience.participants : [];
  const readers = [...named, place.participant];
  const { sealed, attachments, files: parts } = await sealSaying(answers as JsonObject, files, readers, log);
  return { open: { answers: {}, attachments, sealed }, files: parts };
}
