/** How the worker treats a request for one of our own addresses. */
export type Kind = 'code' | 'page' | 'public' | 'personal' | 'passes';

/** Answers that are the same for everybody. */
const forEverybody =
  /^\/(log\/(checkpoint|key|policy|witnessed-policy|tile\/.*)|api\/v1\/(organisation|facts|register|witnesses|lists\/[^/]+|measures\/[^/]+\/(?!threads$)[^/]+|demonstration\/offices|sign-in\/providers))$/;

/** What is never kept: streams, files, what signs in, and drafts, which have a keeper of their own. */
const neverKept = /\/(events|openapi\.json|attachments\/.*|challenges|callback|drafts(\/.*)?)$/;

/**
 * Sorts a request by what may be kept of its answer.
 *
 * @param path - of an address of our own origin, without its query
 */
export function kindOf(method: string, mode: string, path: string): Kind {
  if (method !== 'GET' || neverKept.test(path)) return 'passes';
  if (path.startsWith('/assets/')) return 'code';
  if (forEverybody.test(path)) return 'public';
  if (path.startsWith('/api/v1/')) return 'personal';
  return mode === 'navigate' && !/^\/(log|api)\/|\.\w+$/.test(path) ? 'page' : 'passes';
}

/** Whether a request ends or changes who is signed in, so that nothing read before it may stay. */
export function changesReader(method: string, path: string): boolean {
  if (path === '/api/v1/sign-in/callback') return true;
  if (method === 'DELETE') return path === '/api/v1/session';
  return method === 'POST' && path === '/api/v1/sessions';
}
