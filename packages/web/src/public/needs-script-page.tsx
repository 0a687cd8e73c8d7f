import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** Shown without a script where a page signs, files or checks; and where one can read without. */
export function NeedsScriptPage() {
  const { t } = useWords();
  return (
    <Page title={t('needs-script.title')} lead={t('needs-script.lead')}>
      <ul>
        <li>
          <Link to="/">{t('needs-script.home')}</Link>
        </li>
        <li>
          <Link to="/catalogue">{t('nav.catalogue')}</Link>
        </li>
        <li>
          <Link to="/released">{t('released.title')}</Link>
        </li>
        <li>
          <Link to="/how-to-verify">{t('how-to-verify.title')}</Link>
        </li>
      </ul>
    </Page>
  );
}
