import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CiteNotice } from '../cite/cite.tsx';
import { fileName } from '../exchange/download.ts';
import { readLetters } from '../exchange/filed.ts';
import { measureQuery, noticeQuery, useOrganisation } from '../exchange/queries.ts';
import { useMeasureWords } from '../measure/measure-words.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page } from '../ui/page.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { useWords } from '../wording/use-words.ts';
import { LetterView } from './letter-view.tsx';

/** One notice by itself, to read or print. */
export function NoticePage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/notices/$id' });
  const { mode } = useOrganisation();
  const [letter] = readLetters([useSuspenseQuery(noticeQuery(id)).data]);
  if (letter === undefined) throw new NothingHere();
  const { notice } = letter;
  const measure = useSuspenseQuery(measureQuery(notice.measure.id, notice.measure.edition)).data;
  const wording = useMeasureWords(measure);
  usePrintName(fileName(mode, letter.reference, '').slice(0, -1));
  return (
    <Page title={wording.title}>
      <LetterView letter={letter} measure={measure} />
      <Facts className="small line">
        <Fact label={t('letter.id')}>
          <code>{letter.id}</code>
        </Fact>
        <Fact label={t('measure.hash')}>
          <code>{notice.measure.hash}</code>
        </Fact>
      </Facts>
      <CiteNotice letter={letter} measure={measure} />
      {!import.meta.env.SSR && <PrintedProof id={letter.id} />}
      <p className="actions">
        {!import.meta.env.SSR && (
          <button type="button" className="button" onClick={() => window.print()}>
            {t('letter.print')}
          </button>
        )}
        <Link to="/threads/$id" params={{ id: notice.thread ?? letter.id }}>
          {t('letter.thread')}
        </Link>
      </p>
    </Page>
  );
}

/** On paper: where anybody checks that the notice is what it says, for a camera and for people. */
function PrintedProof({ id }: { id: string }) {
  const { t } = useWords();
  const address = `${window.location.origin}/verify/${id}`;
  return (
    <div className="print-only proof-address">
      <QrCode text={address} label={t('letter.proof-code')} />
      <p>
        {t('letter.proof-address')}
        <br />
        <code>{address}</code>
      </p>
    </div>
  );
}

/** While printing, the document is called by the reference: browsers name the file after it. */
function usePrintName(name: string): void {
  useEffect(() => {
    let before = document.title;
    const begin = (): void => {
      before = document.title;
      document.title = name;
    };
    const end = (): void => {
      document.title = before;
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [name]);
}
