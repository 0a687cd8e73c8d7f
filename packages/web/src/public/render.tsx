import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { prerender } from 'react-dom/static';
import { createPageRouter } from '../app.tsx';
import { createQueryClient, sessionQuery } from '../exchange/queries.ts';
import { isNotFound } from '../ui/waiting.tsx';
import { speakingIn } from '../wording/activate-language.ts';
import { chooseLanguage, type LanguageTag, programLanguages } from '../wording/languages.ts';
import { HeadContext } from './head.ts';
import { kindOfPage, type PageKind } from './public-pages.ts';

export { askThrough } from '../exchange/client.ts';

/** A page as HTML, drawn from the very components that a browser draws. */
export interface DrawnPage {
  readonly kind: PageKind;
  readonly isFound: boolean;
  readonly language: LanguageTag;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly description: string | undefined;
  readonly html: string;
}

export const languages = programLanguages.map(({ tag }) => tag);

/** @param asked - tags as a browser lists them, those it likes best first */
export function languageFor(wanted: string | undefined, asked: readonly string[]): LanguageTag {
  return chooseLanguage(wanted ?? null, asked);
}

/** How an address is answered to somebody without a script. @param address - path and query, untrusted */
export async function kindOf(address: string): Promise<PageKind> {
  const { pathname } = new URL(address, 'http://page.invalid');
  return kindOfPage(pathname, await isRoute(address));
}

/**
 * Draws the page of an address as the public sees it.
 *
 * @returns `undefined` for what is not there, or not the public's to see
 * @throws what a page throws beside that, or what asking the server threw
 */
export async function drawPage(address: string, language: LanguageTag): Promise<DrawnPage | undefined> {
  try {
    return { ...(await drawn(address, language)), kind: await kindOf(address), isFound: true };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return undefined;
  }
}

/** Draws what stands for every address that needs a script, or that leads nowhere: each is the same page. */
export async function drawStandIn(kind: 'script' | 'nowhere', language: LanguageTag): Promise<DrawnPage> {
  const isFound = kind === 'script';
  return { ...(await drawn(isFound ? needsScript : nowhere, language)), kind, isFound };
}

const needsScript = '/needs-script';
const nowhere = '/no/such/address';

async function isRoute(address: string): Promise<boolean> {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createPageRouter({ history, mayScroll: () => false });
  const { pathname } = router.parseLocation(history.location);
  const [, , found] = router.getMatchedRoutes(pathname);
  return found !== undefined;
}

async function drawn(address: string, language: LanguageTag): Promise<Omit<DrawnPage, 'kind' | 'isFound'>> {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createPageRouter({ history, mayScroll: () => false });
  const queries = createQueryClient();
  queries.setQueryData(sessionQuery.queryKey, null);
  const said: { title: string; description?: string | undefined } = { title: 'Rapport' };
  const head = {
    tell: (title: string, description: string | undefined): void =>
      void Object.assign(said, { title, description }),
  };
  await router.load();
  const html = await htmlOf(
    <HeadContext value={head}>
      <I18nProvider i18n={await speaking(language)}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </HeadContext>,
  );
  queries.clear();
  const direction = programLanguages.find(({ tag }) => tag === language)?.direction ?? 'ltr';
  return { language, direction, title: said.title, description: said.description, html };
}

const known = new Map<LanguageTag, Promise<I18n>>();

function speaking(language: LanguageTag): Promise<I18n> {
  const found = known.get(language) ?? speakingIn(language);
  known.set(language, found);
  return found;
}

/** Waits for everything that the page waits for: what comes of it needs no script. @throws the page's first error */
async function htmlOf(page: React.ReactNode): Promise<string> {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const { prelude } = await prerender(page, { onError, progressiveChunkSize: Number.POSITIVE_INFINITY });
  const html = await new Response(prelude).text();
  if (errors.length > 0) throw errors[0];
  return html;
}
