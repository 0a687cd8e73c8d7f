import { organisationQuery, queryClient, sessionQuery } from '../exchange/queries.ts';
import { noteNewVersion } from './line.ts';
import { trustedWorkerAddress } from './worker-policy.ts';

/** How often a page that stays open asks whether there is a newer one. */
const lookMs = 30 * 60_000;

/** Has the service worker keep this program for when there is no line. Does nothing where a browser has none. */
export async function startWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  const isFirstVisit = workers.controller === null;
  workers.addEventListener('controllerchange', () => void compareVersions());
  addEventListener('vite:preloadError', noteNewVersion); // a part of this version that is no longer there
  const registration = await workers.register(trustedWorkerAddress(), { updateViaCache: 'none' });
  const look = (): void => void registration.update().catch(() => undefined);
  setInterval(look, lookMs);
  addEventListener('online', look);
  const { active } = await workers.ready;
  if (isFirstVisit) await askAgain();
  active?.postMessage({ ask: 'keep', ...(isSlowLine() ? { files: loadedFiles() } : {}) });
}

/** What was asked before there was a worker to keep it: who reads, and where. The server answers that nothing has changed. */
async function askAgain(): Promise<void> {
  for (const { queryKey } of [organisationQuery, sessionQuery])
    await queryClient.invalidateQueries({ queryKey });
}

/** Whether bytes are dear: then only what this page has fetched anyhow is kept. */
function isSlowLine(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || ['slow-2g', '2g', '3g'].includes(connection?.effectiveType ?? '');
}

function loadedFiles(): string[] {
  const urls = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  return urls.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
}

/** A worker of another version has taken over while this page was open. */
async function compareVersions(): Promise<void> {
  const own = document.querySelector<HTMLMetaElement>('meta[name="rapport-version"]')?.content;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<string>) => {
    if (data !== own) noteNewVersion();
  };
  navigator.serviceWorker.controller?.postMessage({ ask: 'version' }, [port2]);
}
