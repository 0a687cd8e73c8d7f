import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useIsSecretariat } from '../exchange/is-secretariat.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** A page for the organisation's own offices; whoever else comes by is told so. */
export function SecretariatOnly({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  if (!useIsSecretariat())
    return (
      <Page title={title}>
        <p className="strip">
          {t('secretariat.only')} <Link to="/sign-in">{t('session.sign-in')}</Link>
        </p>
      </Page>
    );
  return (
    <Page title={title} lead={lead}>
      <nav aria-label={t('secretariat.title')} className="boxes no-print">
        <Link to="/secretariat" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {t('secretariat.awaited')}
        </Link>
        <Link to="/register" activeProps={{ 'aria-current': 'page' }}>
          {t('secretariat.register')}
        </Link>
        <Link to="/compile" activeProps={{ 'aria-current': 'page' }}>
          {t('secretariat.compile')}
        </Link>
      </nav>
      {children}
    </Page>
  );
}
