import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { refreshAfterFiling, refreshDesk } from '../drafts/refresh.ts';
import { client } from '../exchange/client.ts';
import { queryClient, useOrganisation } from '../exchange/queries.ts';
import { deliver } from '../filing/deliver.ts';
import { dropDraft, readDraft } from '../filing/draft.ts';
import { keepReceipt } from '../filing/receipts.ts';
import { signDraft } from '../filing/sign-draft.ts';
import { PasskeyRefused } from '../sign-in/signing-here.ts';
import type { SummaryItem } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import type { Brief } from './brief-page.tsx';

interface Shown {
  readonly busy: boolean;
  readonly problems: readonly SummaryItem[];
  readonly round: number;
}

/** Signs what the brief says and hands it to the server; signed bytes are kept here until it has answered. */
export function useDeskSigning(brief: Brief): Shown & { readonly sign: () => Promise<void> } {
  const words = useWords();
  const navigate = useNavigate();
  const { origin } = useOrganisation();
  const [shown, show] = useState<Shown>({ busy: false, problems: [], round: 0 });
  const stop = (problems: readonly SummaryItem[]): void =>
    show(({ round }) => ({ busy: false, problems, round: round + 1 }));
  const { whole, draftKey: key, draft, place } = brief;
  const signOnce = async (): Promise<void> => {
    show((before) => ({ ...before, busy: true }));
    const desk = { id: whole.id, revision: whole.revision };
    const kept = (await readDraft(key))?.pending;
    const isSame = kept?.desk?.id === desk.id && kept.desk.revision === desk.revision;
    const { pending: _, ...unsigned } = draft;
    const pending = isSame
      ? kept
      : await signDraft({ ...brief, draft: unsigned }, origin, desk).catch(refusalOf);
    if (pending === 'refused') return stop([{ sentence: words.t('sign.passkey-refused') }]);
    if (pending === undefined) return stop([{ sentence: words.t('sign.no-key') }]);
    const delivery = await deliver(client, pending, []);
    if (delivery.kind === 'unknown') return stop([{ sentence: sentenceOfError(delivery.error, words) }]);
    await dropDraft(key);
    await refreshDesk();
    if (delivery.kind === 'refused') {
      await queryClient.invalidateQueries({ queryKey: ['shared-draft', whole.id] });
      return stop(delivery.faults.map(({ sentence }) => ({ sentence })));
    }
    if (delivery.kind === 'held') {
      await queryClient.invalidateQueries({ queryKey: ['shared-draft', whole.id] });
      return show({ busy: false, problems: [], round: 0 });
    }
    await keepReceipt(delivery.receipt, pending.note);
    refreshAfterFiling(delivery.receipt.thread, place.about);
    await navigate({ to: '/filed/$id', params: { id: delivery.receipt.id } });
    return undefined;
  };
  return { ...shown, sign: () => navigator.locks.request(key, signOnce) };
}

function refusalOf(error: unknown): 'refused' {
  if (error instanceof PasskeyRefused) return 'refused';
  throw error;
}
