import type { Built } from './scope.ts';

const prefix = 'code ';
/** The page as it is built: at any other address the server draws what the public sees there. */
const pageAddress = '/index.html';
/** How long an address of a page is waited for before the kept page is shown: longer than one slow round trip. */
const pageMsMax = 6000;

/** The code of two versions at most: one that a page opened before an update may still ask for its parts. */
const versionsKept = 2;

/** Keeps the page and what the first pages are made of; the browser has just fetched them, so this costs a slow line little. */
export async function keepFirst({ version, first }: Built): Promise<void> {
  const cache = await caches.open(prefix + version);
  await cache.addAll([new Request(pageAddress, { cache: 'no-cache' }), ...first]);
}

/** Keeps further files, one after the other, so that what a reader waits for comes before them. */
export async function keepMore({ version, all }: Built, wanted: readonly string[]): Promise<void> {
  const cache = await caches.open(prefix + version);
  for (const file of wanted.filter((one) => all.includes(one)))
    if ((await cache.match(file)) === undefined) await cache.add(file).catch(() => undefined);
}

/** Lets go of code that no page can be made of any more. */
export async function dropOldCode({ version }: Built): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version);
  const old = names.slice(0, Math.max(0, names.length - versionsKept + 1));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A file whose name says its content: the kept one is the right one for ever. */
export async function answerCode(request: Request, { version }: Built): Promise<Response> {
  const kept = await caches.match(request.url);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(prefix + version)).put(request.url, answer.clone());
  return answer;
}

/** The one page of every address: the server's where it answers in time, so that no update is missed; else the kept one. */
export async function answerPage(request: Request, { version }: Built): Promise<Response> {
  const cache = await caches.open(prefix + version);
  const kept = await cache.match(pageAddress);
  if (kept === undefined) return fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), pageMsMax));
  const answer = await Promise.race([fetch(request).catch(() => undefined), late]);
  return answer === undefined || answer.status >= 500 ? kept : answer;
}
