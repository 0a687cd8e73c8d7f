import type { DrawnPage } from './page-renderer.ts';

/** The built page in the parts between which the server puts what it has drawn. */
export interface Template {
  readonly beforeLanguage: string;
  readonly beforeTitle: string;
  readonly beforePage: string;
  readonly end: string;
}

const language = '<html lang="en" dir="ltr">';
const title = '<title>Rapport</title>';
const place = '<div id="page"></div>';
const without = '<noscript id="without-script"></noscript>';

/** @throws where the page that was built is not the one that this server knows */
export function parseTemplate(page: string): Template {
  const [beforeLanguage, afterLanguage] = cut(page, language);
  const [beforeTitle, afterTitle] = cut(afterLanguage, title);
  const [beforePage, afterPage] = cut(afterTitle, place);
  const [, end] = cut(afterPage, without);
  return { beforeLanguage, beforeTitle, beforePage, end };
}

function cut(text: string, at: string): [string, string] {
  const [before, after, ...more] = text.split(at);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`the built page does not have its one ${at}: build it again`);
  return [before, after];
}

/** Where a page can be had, and in which languages. */
export interface Address {
  /** Scheme, host and port as the reader knows them; absent where they cannot be told. */
  readonly origin: string | undefined;
  readonly path: string;
  readonly languages: readonly string[];
}

/** A feed that a page leads to. */
export interface FeedLink {
  readonly href: string;
  readonly title: string;
}

/**
 * A whole document. What everybody may read stands in the page itself; what needs a script, or may be another
 * reader's to see, is told only to those without one, so that nothing flashes before the page that is theirs.
 */
export function documentOf(
  template: Template,
  page: DrawnPage,
  address: Address,
  feeds: readonly FeedLink[],
): string {
  const isWhole = page.kind === 'nowhere' || (page.isFound && page.kind !== 'script');
  const html = `<html lang="${page.language}" dir="${page.direction}">`;
  const shown = isWhole
    ? `<div id="page">${page.html}</div>`
    : `<div id="page"></div><noscript>${page.html}</noscript>`;
  const head = headOf(page, address, feeds);
  return `${template.beforeLanguage}${html}${template.beforeTitle}${head}${template.beforePage}${shown}${template.end}`;
}

function headOf(page: DrawnPage, address: Address, feeds: readonly FeedLink[]): string {
  const lines = [`<title>${escapeHtml(page.title)}</title>`];
  if (page.description !== undefined)
    lines.push(`<meta name="description" content="${escapeHtml(page.description)}" />`);
  if (page.isFound && page.kind !== 'script') lines.push(...addressesOf(page.language, address));
  for (const feed of page.isFound ? feeds : [])
    lines.push(
      `<link rel="alternate" type="application/atom+xml" title="${escapeHtml(feed.title)}" href="${escapeHtml(feed.href)}" />`,
    );
  return lines.join('\n    ');
}

function addressesOf(shown: string, { origin, path, languages }: Address): string[] {
  if (origin === undefined) return [];
  const inLanguage = (language: string): string => {
    const url = new URL(path, origin);
    url.searchParams.set('lang', language);
    return escapeHtml(url.href);
  };
  const url = new URL(path, origin);
  url.searchParams.delete('lang');
  return [
    `<link rel="canonical" href="${inLanguage(shown)}" />`,
    ...languages.map((one) => `<link rel="alternate" hreflang="${one}" href="${inLanguage(one)}" />`),
    `<link rel="alternate" hreflang="x-default" href="${escapeHtml(url.href)}" />`,
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
