import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { download, fileName } from '../exchange/download.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { readPinnedPolicy } from '../log/pinned-policy.ts';
import { Fact, Facts, Reference } from '../ui/facts.tsx';
import { Instant } from '../ui/instant.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Verdict } from '../ui/verdict.tsx';
import { useWords } from '../wording/use-words.ts';
import { isReceiptSound } from './check-receipt.ts';
import { readReceipt } from './receipts.ts';
import { WitnessedPart } from './witnessed.tsx';

const receiptQuery = (id: string, origin: string) =>
  queryOptions({
    queryKey: ['receipt', id, origin],
    queryFn: async () => {
      const kept = await readReceipt(id);
      const { policy } = await readPinnedPolicy(origin);
      return { ...kept, isSound: await isReceiptSound(kept, policy) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the sender has in hand once a notice is taken in. */
export function FiledPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/filed/$id' });
  const { origin, mode } = useOrganisation();
  const { receipt, isSound } = useSuspenseQuery(receiptQuery(id, origin)).data;
  const name = fileName(mode, receipt.reference, 'tlog-proof');
  return (
    <Page title={t('filed.title')} lead={t('filed.lead')}>
      <div className="panel">
        <p>{t('letter.reference')}</p>
        <p className="panel-reference" data-reference={receipt.reference}>
          <Reference>{receipt.reference}</Reference>
        </p>
      </div>
      <Facts className="line">
        <Fact label={t('letter.in-log')}>
          <span className="figures">{t('letter.number', { number: receipt.index })}</span>
        </Fact>
        <Fact label={t('letter.taken-in')}>
          <Instant at={receipt.takenIn} />
        </Fact>
        <Fact label={t('letter.id')}>
          <code>{receipt.id}</code>
        </Fact>
      </Facts>
      <p className="actions">
        <Link className="button" to="/verify/$id" params={{ id }}>
          {t('filed.verify')}
        </Link>
        <Link to="/threads/$id" params={{ id: receipt.thread }}>
          {t('letter.thread')}
        </Link>
      </p>
      <Section title={t('filed.receipt')} inMargin>
        <ul className="rows">
          <Verdict passed={isSound} title={isSound ? t('filed.sound') : t('filed.unsound')} />
        </ul>
        <pre className="code">{receipt.proof}</pre>
        <p>
          <button
            type="button"
            className="link-button"
            onClick={() => download(name, receipt.proof, 'text/plain')}
          >
            {t('filed.download')}
          </button>
        </p>
      </Section>
      <WitnessedPart id={id} />
    </Page>
  );
}
