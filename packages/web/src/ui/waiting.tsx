import { ProblemError } from '@rapport/api';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useWords, type Words } from '../wording/use-words.ts';
import { NothingHere } from './nothing-here.ts';

/** Shown while a page waits for the server: calm, and said aloud. */
export function Loading() {
  const { t } = useWords();
  return (
    <div className="waiting">
      <p className="soft" aria-live="polite" data-waiting="">
        {t('page.loading')}
      </p>
    </div>
  );
}

/** Shown instead of a page that could not be had. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const words = useWords();
  const boundary = useQueryErrorResetBoundary();
  if (isNotFound(error)) return <NotFound />;
  const retry = (): void => {
    boundary.reset();
    reset();
  };
  return (
    <div role="alert">
      <header className="page-head">
        <h1>{words.t('failure.title')}</h1>
        <p className="lead">{sentenceOfError(error, words)}</p>
      </header>
      <p className="actions">
        <button type="button" className="button" onClick={retry}>
          {words.t('failure.retry')}
        </button>
      </p>
    </div>
  );
}

/** An address that the server cannot even read leads to nothing, too. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof NothingHere) return true;
  return error instanceof ProblemError && [400, 404].includes(error.problem.status);
}

/** What to tell people of an error: the server's own words, or that it could not be reached. */
export function sentenceOfError(error: unknown, { t }: Words): string {
  if (error instanceof ProblemError) return error.problem.detail ?? error.problem.title;
  if (error instanceof TypeError) return t('failure.line');
  return t('failure.other');
}

export function NotFound() {
  const { t } = useWords();
  return (
    <>
      <header className="page-head">
        <h1>{t('not-found.title')}</h1>
        <p className="lead">{t('not-found.text')}</p>
      </header>
      <ul className="contents line">
        <li>
          <Link to="/">{t('not-found.home')}</Link>
        </li>
        <li>
          <Link to="/catalogue">{t('catalogue.title')}</Link>
        </li>
        <li>
          <Link to="/verify">{t('nav.verify')}</Link>
        </li>
      </ul>
    </>
  );
}
