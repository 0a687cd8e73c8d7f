import type { FastifyRequest } from 'fastify';

/** What of a query a page is drawn from; all else is left out, so that it cannot make a page anew. */
const known = ['view', 'of', 'dimension', 'measure', 'participant', 'before'];
const valueMax = 100;

/** An address as pages are drawn and kept by. @returns `undefined` for one that cannot be read, or is too long */
export function askedAddress(url: string): { address: string; lang: string | undefined } | undefined {
  if (url.length > 2_000 || !URL.canParse(url, 'http://page.invalid')) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://page.invalid');
  const lang = searchParams.get('lang') ?? undefined;
  const kept = new URLSearchParams();
  for (const name of known) {
    const value = searchParams.get(name);
    if (value !== null && value.length <= valueMax) kept.set(name, value);
  }
  if (lang !== undefined && /^[a-z]{2}$/.test(lang)) kept.set('lang', lang);
  const query = kept.toString();
  return { address: query === '' ? pathname : `${pathname}?${query}`, lang };
}

/** The languages that a browser asks for, those it likes best first. */
export function askedLanguages(request: FastifyRequest): string[] {
  const parts = (request.headers['accept-language'] ?? '').slice(0, 500).split(',');
  return parts
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = Number(/^\s*q=([\d.]+)$/.exec(parameters[0] ?? '')?.[1] ?? 1);
      return { tag, quality, place };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place)
    .map(({ tag }) => tag);
}

/** Where the reader found this server; `undefined` where the request does not say so soundly. */
export function originOfRequest(request: FastifyRequest): string | undefined {
  const { host, protocol } = request;
  const origin = `${protocol}://${host}`;
  const isSound = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host ?? '');
  return isSound && URL.canParse(origin) ? origin : undefined;
}
