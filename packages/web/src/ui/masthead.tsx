import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { SearchBox } from '../search/search-box.tsx';
import { type MessageId, useWords } from '../wording/use-words.ts';
import { LanguageChoice } from './language-choice.tsx';

const places = [
  ['/catalogue', 'nav.catalogue'],
  ['/desk', 'nav.desk'],
  ['/inbox', 'nav.inbox'],
  ['/due', 'nav.due'],
  ['/log', 'nav.log'],
  ['/verify', 'nav.verify'],
  ['/participants', 'nav.participants'],
] as const satisfies readonly (readonly [string, MessageId])[];

/** Whose platform this is, where one can go, and in which language. */
export function Masthead() {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  return (
    <div className="masthead">
      <div className="width">
        <Link to="/" className="brand">
          {pick(organisation.abbreviation)}
          <span>Rapport</span>
        </Link>
        <nav className="masthead-nav" aria-label={t('nav.label')}>
          <ul>
            {places.map(([to, label]) => (
              <li key={to}>
                <Link to={to} activeProps={{ 'aria-current': 'page' }}>
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <SearchBox />
        <LanguageChoice />
      </div>
    </div>
  );
}
