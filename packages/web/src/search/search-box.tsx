import { useNavigate } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import { useWords } from '../wording/use-words.ts';

/** A line to search from, on every page. */
export function SearchBox() {
  const { t } = useWords();
  const navigate = useNavigate();
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get('q');
    void navigate({ to: '/search', search: typeof q === 'string' && q.trim() !== '' ? { q: q.trim() } : {} });
  };
  return (
    <search className="search-box" aria-label={t('search.title')}>
      <form onSubmit={submit} action="/search">
        <label className="visually-hidden" htmlFor="search-box">
          {t('search.title')}
        </label>
        <input
          id="search-box"
          type="search"
          name="q"
          maxLength={300}
          placeholder={t('search.title')}
          dir="auto"
        />
      </form>
    </search>
  );
}
