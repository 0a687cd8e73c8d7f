import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { App } from '../app.ts';

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** Addresses that belong to programs: what is not there is answered with a problem, not with a page. */
const forPrograms = /^\/(api|log\/tile|log\/checkpoint|assets|healthz|readyz|metrics)(\/|$)/;

/**
 * The web application: its files, hashed by name and kept for ever, and its one page for every address
 * that is not a program's.
 */
export function pageRoutes(app: App): void {
  if (!existsSync(`${dist}/index.html`)) return;
  const page = readFileSync(`${dist}/index.html`, 'utf8');
  const alone = policyOf(`${dist}/verify.html`);
  void app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      if (path.endsWith('/verify.html') && alone !== undefined)
        reply.header('content-security-policy', alone);
      const isHashed = path.includes('/assets/');
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (forPrograms.test(request.url)) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}

/** The one page with its script inside says itself, in its head, which script that is. */
function policyOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const [, policy] =
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'none'`;
}
