import { ProblemError } from '@rapport/api';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { download, fileName } from '../exchange/download.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords, type Words } from '../wording/use-words.ts';
import { type Verification, verifyProof } from './check-proof.ts';
import { collectProof, type FetchedPart } from './collect-proof.ts';
import { VerificationView } from './verification-view.tsx';

/** Fetches and checks everything about one notice, in this browser, showing each step. */
export function VerifyNoticePage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/verify/$id' });
  const [round, setRound] = useState(0);
  return (
    <Page title={t('verify.notice-title')} lead={t('verify.notice-lead')}>
      <Verifying key={`${id} ${round}`} id={id} onAgain={() => setRound(round + 1)} />
    </Page>
  );
}

/** One verification from the first request to the verdict. */
function Verifying({ id, onAgain }: { id: string; onAgain: () => void }) {
  const words = useWords();
  const { parts, verification, error } = useVerification(id);
  return (
    <>
      {error !== undefined && (
        <p className="strip alarm" role="alert">
          {sentenceOfRefusal(error, words)}
        </p>
      )}
      {verification === undefined && error === undefined && (
        <p aria-live="polite">{words.t('verify.busy')}</p>
      )}
      {verification !== undefined && <VerificationView verification={verification} />}
      <Fetched parts={parts} />
      <p className="actions">
        {verification !== undefined && <DownloadProof id={id} verification={verification} />}
        <button type="button" className="link-button" onClick={onAgain}>
          {words.t('verify.again')}
        </button>
      </p>
    </>
  );
}

/** The very bytes that were checked. */
function DownloadProof({ id, verification }: { id: string; verification: Verification }) {
  const { t } = useWords();
  const { mode } = useOrganisation();
  const name = fileName(mode, `proof ${id.slice(0, 16)}`, 'json');
  return (
    <button
      type="button"
      className="button"
      onClick={() => download(name, verification.bytes, 'application/json')}
    >
      {t('letter.download')}
    </button>
  );
}

/** A notice that one may not see is told as such, and what else there is to do. */
function sentenceOfRefusal(error: unknown, words: Words): string {
  const isHidden = error instanceof ProblemError && [401, 404].includes(error.problem.status);
  return isHidden ? words.t('verify.not-visible') : sentenceOfError(error, words);
}

interface Verified {
  readonly parts: readonly FetchedPart[];
  readonly verification?: Verification;
  readonly error?: unknown;
}

function useVerification(id: string): Verified {
  const { origin } = useOrganisation();
  const [state, setState] = useState<Verified>({ parts: [] });
  useEffect(() => {
    let isCurrent = true;
    const tell = (change: (before: Verified) => Verified): void => {
      if (isCurrent) setState(change);
    };
    collectProof(id, (part) => tell((before) => ({ ...before, parts: [...before.parts, part] })))
      .then((bytes) => verifyProof(bytes, origin))
      .then((verification) => tell((before) => ({ ...before, verification })))
      .catch((error: unknown) => tell((before) => ({ ...before, error })));
    return () => {
      isCurrent = false;
    };
  }, [id, origin]);
  return state;
}

/** What was fetched, so that the reader can fetch and check it too. */
function Fetched({ parts }: { parts: readonly FetchedPart[] }) {
  const { t } = useWords();
  if (parts.length === 0) return null;
  return (
    <details className="section">
      <summary>{t('verify.fetched', { count: parts.length })}</summary>
      <ul className="small">
        {parts.map(({ path, bytes }) => (
          <li key={path}>
            <code>{path}</code> <span className="soft">{t('verify.bytes', { bytes })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
