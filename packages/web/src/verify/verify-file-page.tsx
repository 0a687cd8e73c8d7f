import { type DragEvent, useState } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { type Verification, verifyProof } from './check-proof.ts';
import { VerificationView } from './verification-view.tsx';

/** Checks a proof file from the reader's own disk; the file goes nowhere. */
export function VerifyFilePage() {
  const { t } = useWords();
  const { verification, problem, name, check } = useFileCheck();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    check(event.dataTransfer.files[0]);
  };
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      <div className="field drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <label htmlFor="proof-file">{t('verify.file')}</label>
        <p className="hint" id="proof-file-hint">
          {t('verify.file-hint')}
        </p>
        <input
          id="proof-file"
          type="file"
          className="input"
          accept=".json,application/json"
          aria-describedby="proof-file-hint"
          onChange={(event) => check(event.target.files?.[0])}
        />
      </div>
      <p className="no-print">
        {t('verify.alone-text')} <a href="/verify.html">{t('verify.alone')}</a>
      </p>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      {verification !== undefined && (
        <section className="section">
          <h2>{name}</h2>
          <VerificationView verification={verification} />
        </section>
      )}
    </Page>
  );
}

function useFileCheck() {
  const words = useWords();
  const { origin } = useOrganisation();
  const [state, setState] = useState<{ name?: string; verification?: Verification; problem?: string }>({});
  const check = (file: File | undefined): void => {
    if (file === undefined) return;
    file
      .arrayBuffer()
      .then((buffer) => verifyProof(new Uint8Array(buffer), origin))
      .then((verification) => setState({ name: file.name, verification }))
      .catch((error: unknown) => setState({ problem: sentenceOfError(error, words) }));
  };
  return { ...state, check };
}
