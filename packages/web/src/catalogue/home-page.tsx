import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** What this is, and the ways in. */
export function HomePage() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  return (
    <Page title={pick(organisation.name)} lead={t('home.lead')}>
      <ul className="rows line">
        <li>
          <h2>
            <Link to="/catalogue">{t('nav.catalogue')}</Link>
          </h2>
          <p>{t('home.catalogue')}</p>
        </li>
        <li>
          <h2>
            <Link to="/desk">{t('nav.desk')}</Link>
          </h2>
          <p>{t('home.desk')}</p>
        </li>
        <li>
          <h2>
            <Link to="/log">{t('nav.log')}</Link>
          </h2>
          <p>{t('home.log')}</p>
        </li>
        <li>
          <h2>
            <Link to="/verify">{t('nav.verify')}</Link>
          </h2>
          <p>{t('home.verify')}</p>
        </li>
      </ul>
    </Page>
  );
}
