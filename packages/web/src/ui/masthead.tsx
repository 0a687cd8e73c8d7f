import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../exchange/queries.ts';
import { SearchBox } from '../search/search-box.tsx';
import { changeLanguage } from '../wording/activate-language.ts';
import { programLanguages } from '../wording/languages.ts';
import { type MessageId, useWords } from '../wording/use-words.ts';

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

function LanguageChoice() {
  const { t, language } = useWords();
  return (
    <fieldset className="language-choice">
      <legend className="visually-hidden">{t('nav.language')}</legend>
      {programLanguages.map(({ tag, name }) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={tag === language}
          onClick={() => void changeLanguage(tag)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
