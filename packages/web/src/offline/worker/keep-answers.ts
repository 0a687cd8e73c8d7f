/** What was read, by whom it may be read again. */
const names = { public: 'answers for everybody', personal: 'answers of one session' } as const;

/** How long the server is waited for where there is a kept answer. */
const answerMsMax = 8000;
/** So many answers of one session are kept; the oldest go first. */
const answersMax = 400;

const sessionPath = '/api/v1/session';
const keptAt = 'x-rapport-kept';

/** Counts the changes of reader: an answer asked for before one is not kept after it. */
let reader = 0;

/** Forgets all that was read in a session. */
export async function forgetSession(): Promise<void> {
  reader += 1;
  await caches.delete(names.personal);
}

/**
 * The server's answer where it comes in time, kept for the next time; else the kept one, which says in a header when
 * it was had. An answer to one reader is shown again only while the session that it was given to lasts.
 */
export async function answerApi(request: Request, kind: keyof typeof names): Promise<Response> {
  const before = reader;
  const fresh = fetch(request).then((answer) => keep(request, kind, answer, before));
  const kept = await findKept(request, kind);
  if (kept === undefined) return isSessionQuestion(request) ? fresh.catch(nobody) : fresh;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), answerMsMax));
  const answer = await Promise.race([fresh.catch(() => undefined), late]);
  // The session may have ended while the server was waited for.
  return answer ?? (reader === before || kind === 'public' ? kept : nobody());
}

function isSessionQuestion(request: Request): boolean {
  return new URL(request.url).pathname === sessionPath;
}

/** Without a line and without a session that lasts, nobody is signed in. */
function nobody(): Response {
  return new Response(null, { status: 204, headers: { [keptAt]: String(Date.now()) } });
}

async function keep(
  request: Request,
  kind: keyof typeof names,
  answer: Response,
  before: number,
): Promise<Response> {
  if (kind === 'personal') await watchReader(request, answer);
  const isJson = /json|text\/plain|octet-stream/.test(answer.headers.get('content-type') ?? '');
  if (!answer.ok || answer.status === 204 || !isJson) return answer;
  if (kind === 'personal' && reader !== before && !isSessionQuestion(request)) return answer;
  const headers = new Headers(answer.headers);
  headers.set(keptAt, String(Date.now()));
  const copy = new Response(await answer.clone().arrayBuffer(), { headers });
  if (kind === 'personal' && reader !== before && !isSessionQuestion(request)) return answer;
  const cache = await caches.open(names[kind]);
  await cache.put(keyOf(request), copy);
  const keys = await cache.keys();
  if (kind === 'personal' && keys.length > answersMax && keys[0] !== undefined) await cache.delete(keys[0]);
  return answer;
}

/** An address has an answer in each language. */
function keyOf(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.set('kept-in', request.headers.get('accept-language') ?? '');
  return url.href;
}

interface KeptSession {
  readonly participant: string;
  readonly office: string;
  readonly expires: number;
}

/** Learns from the server who reads now: where it is another than before, or nobody, what was kept is forgotten. */
async function watchReader(request: Request, answer: Response): Promise<void> {
  if (answer.status === 401) return forgetSession();
  if (!isSessionQuestion(request) || !answer.ok) return;
  if (answer.status === 204) return forgetSession();
  const now = (await answer.clone().json()) as KeptSession;
  const before = await keptSession();
  const isOther =
    before !== undefined && `${before.participant}/${before.office}` !== `${now.participant}/${now.office}`;
  if (isOther) await forgetSession();
}

async function keptSession(): Promise<KeptSession | undefined> {
  const cache = await caches.open(names.personal);
  const keys = await cache.keys();
  const key = keys.find(isSessionQuestion);
  const kept = key && (await cache.match(key));
  return kept === undefined ? undefined : ((await kept.json()) as KeptSession);
}

async function findKept(request: Request, kind: keyof typeof names): Promise<Response | undefined> {
  if (kind === 'personal') {
    const session = await keptSession();
    if (session === undefined || session.expires <= Date.now()) {
      await caches.delete(names.personal);
      return undefined;
    }
  }
  return (await caches.open(names[kind])).match(keyOf(request));
}
