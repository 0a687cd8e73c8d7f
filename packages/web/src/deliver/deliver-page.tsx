import { noteBytesMax } from '@rapport/api';
import { parseNotice, parseUtf8 } from '@rapport/record';
import { useNavigate } from '@tanstack/react-router';
import { type ChangeEvent, type DragEvent, useState } from 'react';
import { client } from '../exchange/client.ts';
import { queryClient } from '../exchange/queries.ts';
import { deliver } from '../filing/deliver.ts';
import { keepReceipt } from '../filing/receipts.ts';
import { ErrorSummary, type SummaryItem } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useSentences } from '../wording/use-sentences.ts';
import { useWords } from '../wording/use-words.ts';

/** Takes in a notice that was signed elsewhere and carried here. Whoever carries it needs no key and no session. */
export function DeliverPage() {
  const { t } = useWords();
  const { take, busy, items, round } = useDelivery();
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? [];
    event.target.value = ''; // the same file can be chosen again
    void take(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Page title={t('deliver.title')} lead={t('deliver.lead')}>
      <ErrorSummary items={items} round={round} />
      <div className="panel stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>{t('deliver.drop')}</p>
        <p className="actions">
          <label className="button file-choice">
            {t('deliver.choose')}
            <input id="note-file" type="file" className="visually-hidden" disabled={busy} onChange={choose} />
          </label>
        </p>
      </div>
      <p aria-live="polite" className="soft">
        {busy && t('deliver.busy')}
      </p>
      <p className="soft line">{t('deliver.command')}</p>
    </Page>
  );
}

function useDelivery() {
  const words = useWords();
  const { say } = useSentences();
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; items: readonly SummaryItem[]; round: number }>({
    busy: false,
    items: [],
    round: 0,
  });
  const stop = (items: readonly SummaryItem[]): void =>
    setState(({ round }) => ({ busy: false, items, round: round + 1 }));
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setState(({ round }) => ({ busy: true, items: [], round }));
    const bytes = new Uint8Array(await file.slice(0, noteBytesMax + 1).arrayBuffer());
    const parsed = parseNotice(bytes);
    if (!parsed.ok) return stop([{ sentence: say(parsed.code, parsed.detail) }]);
    const note = parseUtf8(bytes) ?? '';
    const delivery = await deliver(client, { id: parsed.value.id, note }, []);
    if (delivery.kind === 'unknown') return stop([{ sentence: sentenceOfError(delivery.error, words) }]);
    if (delivery.kind === 'refused') return stop(delivery.faults.map(({ sentence }) => ({ sentence })));
    if (delivery.kind === 'held') return stop([]); // only what goes through the desk is held
    await keepReceipt(delivery.receipt, note);
    for (const queryKey of [['notices'], ['clocks'], ['thread']])
      void queryClient.invalidateQueries({ queryKey });
    await navigate({ to: '/filed/$id', params: { id: delivery.receipt.id } });
  };
  return { take, ...state };
}
