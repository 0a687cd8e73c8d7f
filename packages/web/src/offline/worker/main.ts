// The service worker: opens the pages without a line, with what was read before. Decision 0029 says what it keeps.
import { answerApi, forgetSession } from './keep-answers.ts';
import { answerCode, answerPage, dropOldCode, keepFirst, keepMore } from './keep-code.ts';
import { changesReader, kindOf } from './kinds.ts';
import type { Built, WorkerScope } from './scope.ts';

declare const __BUILT__: Built;
const built = __BUILT__;
const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('install', (event) => {
  event.waitUntil(keepFirst(built).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCode(built).then(() => scope.clients.claim()));
});

scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== scope.location.origin) return;
  if (changesReader(method, pathname)) return event.waitUntil(forgetSession());
  const kind = kindOf(method, mode, pathname);
  if (kind === 'code') event.respondWith(answerCode(event.request, built));
  if (kind === 'page') event.respondWith(answerPage(event.request, built));
  if (kind === 'public' || kind === 'personal') event.respondWith(answerApi(event.request, kind));
});

scope.addEventListener('message', (event) => {
  const asked = event.data as { readonly ask?: string; readonly files?: readonly string[] };
  if (asked.ask === 'version') event.ports[0]?.postMessage(built.version);
  if (asked.ask === 'keep') event.waitUntil(keepMore(built, asked.files ?? built.all));
});
