import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { changeLanguage } from '../wording/activate-language.ts';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';

/** The same page in each language: links, which lead there without any script too. */
export function LanguageChoice() {
  const { t, language } = useWords();
  return (
    <nav className="language-choice" aria-label={t('nav.language')}>
      <ul>
        {programLanguages.map(({ tag, name }) => (
          <li key={tag}>
            <Link
              to="."
              search={(before: object) => ({ ...before, lang: tag })}
              replace
              resetScroll={false}
              lang={tag}
              hrefLang={tag}
              activeOptions={{ includeSearch: true }}
              activeProps={{ 'aria-current': undefined }}
              aria-current={tag === language ? 'true' : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Turns to the language that the address names, as when the reader goes back. */
export function FollowLanguage() {
  const { language } = useWords();
  const { lang } = useSearch({ strict: false });
  useEffect(() => {
    if (lang !== undefined && lang !== language) void changeLanguage(lang);
  }, [lang, language]);
  return null;
}
