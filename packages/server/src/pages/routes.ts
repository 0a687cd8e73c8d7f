import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { paths } from '@rapport/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, ReadingServer } from '../app.ts';
import { Refusal } from '../problems.ts';
import { appManifest } from './app-manifest.ts';
import { askedAddress, askedLanguages, originOfRequest } from './asked-address.ts';
import { documentOf, type FeedLink, parseTemplate } from './document.ts';
import { DrawnPages } from './drawn-pages.ts';
import { loadRenderer, type PageRenderer } from './page-renderer.ts';

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const rendererFile = fileURLToPath(new URL('../../../web/dist-server/render.js', import.meta.url));

/** Addresses that belong to programs: what is not there is answered with a problem, not with a page. */
const forPrograms =
  /^\/(api|calendar|feeds|log\/tile|log\/checkpoint|assets|sw\.js|healthz|readyz|metrics)(\/|$)/;

/** Answers a request with the page of its address. */
export type AnswerPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever asks is the public: its answer is the same for everybody, and may be kept by anybody. */
    asPublic?: boolean;
  }
}

/**
 * The web application: its files, hashed by name and kept for ever, and its pages, drawn for the public from the
 * public's own answers. A browser with a script then takes the page over and shows its reader what is theirs.
 *
 * @returns how a page is answered; `undefined` where they are not built
 */
export async function pageRoutes(app: App, server: ReadingServer): Promise<AnswerPage | undefined> {
  const manifest = JSON.stringify(appManifest(server.organisation, server.config.mode));
  app.get('/app.webmanifest', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/manifest+json').header('cache-control', 'no-cache').send(manifest),
  );
  const renderer = await loadRenderer(rendererFile);
  if (renderer === undefined || !existsSync(`${dist}/index.html`)) return undefined;
  fileRoutes(app);
  const shell = readFileSync(`${dist}/index.html`, 'utf8');
  const answer = answering(app, server, renderer, shell);
  app.get('/*', { schema: { hide: true }, config: { asPublic: true } }, async (request, reply) => {
    if (forPrograms.test(request.url)) return reply.callNotFound();
    return answer(request, reply);
  });
  return answer;
}

function fileRoutes(app: App): void {
  const alone = new Map(
    ['verify.html', 'form.html'].map((name) => [name, policyOf(`${dist}/${name}`)] as const),
  );
  void app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true, // what was compressed when it was built
    setHeaders: (reply, path) => {
      const policy = alone.get(path.replace(/^.*\//, '').replace(/\.(br|gz)$/, ''));
      if (policy !== undefined) reply.header('content-security-policy', policy);
      const isHashed = path.includes('/assets/');
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

function answering(app: App, server: ReadingServer, renderer: PageRenderer, shell: string): AnswerPage {
  const template = parseTemplate(shell);
  const pages = new DrawnPages(app, renderer, server.now);
  const { languages } = renderer;
  return async (request, reply) => {
    const asked = askedAddress(request.url);
    if (asked === undefined) throw new Refusal('not-found');
    const language = renderer.languageFor(asked.lang, askedLanguages(request));
    const { frontier } = await server.readHead();
    const page = await pages.page(asked.address, language, frontier.size).catch((error: unknown) => {
      request.log.error({ err: error }, 'a page could not be drawn');
      return undefined;
    });
    void reply.header('vary', 'accept-language').type('text/html; charset=utf-8');
    if (page === undefined) return reply.header('cache-control', 'no-cache').send(shell); // the script draws it
    if (!page.isFound && !wantsPage(request)) throw new Refusal('not-found');
    const address = { origin: originOfRequest(request), path: asked.address, languages };
    const html = documentOf(template, page, address, feedsOf(asked.address, server.abbreviation));
    if (!page.isFound) return reply.code(404).header('cache-control', 'no-cache').send(html);
    return send(request, reply, html);
  };
}

/** The feeds that a page's head leads to: all that is released, and where a measure is shown its own. */
function feedsOf(address: string, organisation: string): FeedLink[] {
  const [, measure] = /^\/measures\/([a-z0-9-]+)(?:\/|\?|$)/.exec(address) ?? [];
  const all = { href: paths.feed, title: `${organisation} Rapport` };
  if (measure === undefined) return [all];
  return [{ href: paths.measureFeed(`${measure}.atom`), title: `${organisation} Rapport: ${measure}` }, all];
}

/** Programs that ask for no page are told of what is not there as they are everywhere. */
export function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function send(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ etag, 'cache-control': 'public, no-cache' });
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(html);
}

/** The one page with its script inside says itself, in its head, which script that is. */
function policyOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const [, policy] =
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'none'`;
}
