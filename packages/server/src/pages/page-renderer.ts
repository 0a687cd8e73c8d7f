import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Fetch, Fetched } from '@rapport/api';

/** A page as HTML, as the public sees it. */
export interface DrawnPage {
  /** Who reads it, and whether it needs a script: `by-reader` may show another reader more. */
  readonly kind: 'public' | 'by-reader' | 'script' | 'nowhere';
  readonly isFound: boolean;
  readonly language: string;
  readonly direction: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly html: string;
}

/** A page that stands for many addresses: those that need a script, and those that lead nowhere. */
export type StandIn = 'script' | 'nowhere';

/** The web application's own components, built for a server: an artifact with a promise, not a package imported. */
interface BuiltPages {
  readonly languages: readonly string[];
  askThrough(fetch: Fetch): void;
  languageFor(wanted: string | undefined, asked: readonly string[]): string;
  kindOf(address: string): Promise<DrawnPage['kind']>;
  drawPage(address: string, language: string): Promise<DrawnPage | undefined>;
  drawStandIn(kind: StandIn, language: string): Promise<DrawnPage>;
}

export interface PageRenderer extends Pick<BuiltPages, 'languages' | 'languageFor' | 'kindOf'> {
  /** @param ask - whom the pages ask while this one is drawn */
  drawFor(ask: Ask, address: string, language: string): Promise<DrawnPage | undefined>;
  drawStandInFor(ask: Ask, kind: StandIn, language: string): Promise<DrawnPage>;
}

/** Asks the server's own routes, as the public does. */
export type Ask = (url: string) => Promise<Fetched>;

/** Several servers may stand in one process, as in tests: each drawing asks its own. */
const asking = new AsyncLocalStorage<Ask>();

/** Loads what `npm run build` has made; `undefined` where nothing is built. */
export async function loadRenderer(file: string): Promise<PageRenderer | undefined> {
  if (!existsSync(file)) return undefined;
  const built = (await import(pathToFileURL(file).href)) as BuiltPages;
  built.askThrough((url, { method }) => {
    const ask = asking.getStore();
    if (ask === undefined || method !== 'GET') throw new Error('a page that is drawn only reads');
    return ask(url);
  });
  const { languages, languageFor, kindOf, drawPage, drawStandIn } = built;
  return {
    ...{ languages, languageFor, kindOf },
    drawFor: (ask, address, language) => asking.run(ask, () => drawPage(address, language)),
    drawStandInFor: (ask, kind, language) => asking.run(ask, () => drawStandIn(kind, language)),
  };
}
