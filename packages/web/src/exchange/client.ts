import { createClient, type Fetch } from '@rapport/api';
import { noteAnswer } from '../offline/line.ts';
import { activeLanguage } from '../wording/activate-language.ts';

let ask: Fetch = (url, init) => fetch(url, { ...init, credentials: 'same-origin' });

/** Whom the pages ask where they are not in a browser: the server that draws them. */
export function askThrough(fetchOfServer: Fetch): void {
  ask = fetchOfServer;
}

/** The typed client of the page's own server, asking in the language shown. */
export const client = createClient({
  base: '',
  fetch: async (url, init) => {
    const answer = await ask(url, init);
    noteAnswer(answer.headers);
    return answer;
  },
  get language() {
    return activeLanguage();
  },
});
