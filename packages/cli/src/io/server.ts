import { type Client, createClient, type Fetch, type Fetched } from '@rapport/api';
import { Unusable } from './outcome.ts';
import { printable } from './printable.ts';
import type { Context } from './surroundings.ts';

/** Where `npm start` serves when nothing else is set. */
export const serverByDefault = 'http://127.0.0.1:8420';

/** The address of a server as a client needs it. @throws Unusable for what is no http or https address */
export function parseServer(address: string): string {
  const isHttp = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (isHttp) return address.replace(/\/+$/, '');
  throw new Unusable('server-address', {
    en: `${printable(address)} is not the address of a server: it begins with http:// or https://.`,
    ru: `${printable(address)} — не адрес сервера: он начинается с http:// или https://.`,
  });
}

/** A client of the server, in the context's language. @param token - of a session, absent for the public */
export function openServer(context: Context, address: string, token?: string): Client {
  const base = parseServer(address);
  const options = { base, fetch: reachableFetch(context, base), language: context.language };
  return createClient(token === undefined ? options : { ...options, token });
}

/** `fetch` whose failures are sentences: the server is out of reach, or is something else than Rapport. */
function reachableFetch({ fetch }: Context, base: string): Fetch {
  return async (url, init) => {
    const answer = await fetch(url, init).catch((error: unknown) => {
      throw unreachable(base, error);
    });
    return withReadableJson(answer, base);
  };
}

function withReadableJson(answer: Fetched, base: string): Fetched {
  const json = () =>
    answer.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) throw notRapport(base);
      throw unreachable(base, error);
    });
  const arrayBuffer = () =>
    answer.arrayBuffer().catch((error: unknown) => {
      throw unreachable(base, error);
    });
  const { ok, status, headers } = answer;
  return { ok, status, headers, json, arrayBuffer, text: () => answer.text() };
}

function unreachable(base: string, error: unknown): Unusable {
  const reason = reasonOf(error);
  return new Unusable(
    'server-unreachable',
    {
      en: `The server at ${base} cannot be reached (${reason}). Check the address and the connection, then try again.`,
      ru: `Сервер ${base} недоступен (${reason}). Проверьте адрес и соединение и повторите попытку.`,
    },
    { server: base },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const cause = error.cause as { code?: string } | undefined;
  return printable(cause?.code ?? error.message);
}

function notRapport(base: string): Unusable {
  return new Unusable('server-other', {
    en: `${base} answers, but not as a Rapport server does: check the address.`,
    ru: `${base} отвечает, но не так, как сервер Rapport: проверьте адрес.`,
  });
}
