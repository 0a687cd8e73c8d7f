import { ProblemError } from '@rapport/api';
import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { download, fileName } from '../exchange/download.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import { type Verification, verifyProof } from './check-proof.ts';
import { collectProof, type FetchedPart } from './collect-proof.ts';
import { VerificationView } from './verification-view.tsx';

/** Fetches and checks everything about one notice, in this browser, showing each step. */
export function VerifyNoticePage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/verify/$id' });
  const { mode } = useOrganisation();
  const { parts, verification, problem, again } = useVerification(id);
  return (
    <Page title={t('verify.notice-title')} lead={t('verify.notice-lead')}>
      {problem !== undefined && (
        <p className="strip alarm" role="alert">
          {problem}
        </p>
      )}
      {verification === undefined && problem === undefined && <p role="status">{t('verify.busy')}</p>}
      {verification !== undefined && <VerificationView verification={verification} />}
      <Fetched parts={parts} />
      <p className="actions">
        {verification !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() =>
              download(
                fileName(mode, `proof ${id.slice(0, 16)}`, 'json'),
                verification.bytes,
                'application/json',
              )
            }
          >
            {t('letter.download')}
          </button>
        )}
        <button type="button" className="link-button" onClick={again}>
          {t('verify.again')}
        </button>
      </p>
    </Page>
  );
}

interface Verifying {
  readonly parts: readonly FetchedPart[];
  readonly verification?: Verification;
  readonly problem?: string;
}

function useVerification(id: string): Verifying & { again: () => void } {
  const words = useWords();
  const { origin } = useOrganisation();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Verifying>({ parts: [] });
  const again = useCallback(() => setRound((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round runs it again
  useEffect(() => {
    let isCurrent = true;
    const tell = (change: (before: Verifying) => Verifying): void => {
      if (isCurrent) setState(change);
    };
    setState({ parts: [] });
    collectProof(id, (part) => tell((before) => ({ ...before, parts: [...before.parts, part] })))
      .then((bytes) => verifyProof(bytes, origin))
      .then((verification) => tell((before) => ({ ...before, verification })))
      .catch((error: unknown) => tell((before) => ({ ...before, problem: problemOf(error) })));
    return () => {
      isCurrent = false;
    };
  }, [id, origin, round]);
  const problemOf = (error: unknown): string =>
    error instanceof ProblemError && error.problem.status === 404
      ? words.t('verify.not-visible')
      : sentenceOfError(error, words);
  return { ...state, again };
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
