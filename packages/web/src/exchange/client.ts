import { createClient } from '@rapport/api';
import { activeLanguage } from '../wording/activate-language.ts';

/** The typed client of the page's own server, asking in the language shown. */
export const client = createClient({
  base: '',
  fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
  get language() {
    return activeLanguage();
  },
});
