import { paths } from '@rapport/api';
import type { Reader } from '@rapport/notices';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Queryable } from '../db/connect.ts';
import { Refusal } from '../problems.ts';
import { type FoundSession, findSession } from './session-store.ts';

type Mode = Config['mode'];

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: set for every request before any route runs. */
    reader: Reader;
    /** Absent for who is not signed in. */
    session: FoundSession | undefined;
  }
}

/**
 * The name of the browser's cookie. In production browsers take it over HTTPS alone, from this host alone, for all
 * its paths (`__Host-`); a demonstration has no certificate.
 */
export function sessionCookie(mode: Mode): string {
  return mode === 'production' ? '__Host-rapport_session' : 'rapport_session';
}

/** The session token that a request carries: a bearer token, else the browser's cookie. */
export function tokenOf(request: FastifyRequest, mode: Mode): string | undefined {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token !== undefined) return token;
  return request.cookies[sessionCookie(mode)];
}

/**
 * Finds out who asks. No token is the public; a bearer token that is none or has ended is refused, so that a
 * program notices; an ended cookie is the public again. What is everybody's looks at no token. A browser may be handed its next token with the answer.
 */
export async function recogniseReader(
  request: FastifyRequest,
  reply: FastifyReply,
  db: Queryable,
  mode: Mode,
): Promise<void> {
  if (request.routeOptions.config.asPublic === true) return; // nobody's token is looked at, none is handed out
  const token = tokenOf(request, mode);
  if (token === undefined) return;
  const isProgram = request.headers.authorization !== undefined;
  const isStream = request.routeOptions.url === paths.events; // its answer has begun before cookies are set
  const session = await findSession(db, token, !isProgram && !isStream);
  if (session === undefined && isProgram) throw new Refusal('sign-in-needed');
  if (session === undefined) return;
  request.session = session;
  request.reader = { participant: session.participant };
  if (session.next !== undefined) handToken(reply, session.next, session.expires - Date.now(), mode);
}

/** Gives a browser its token: out of scripts' reach, for this server alone. @param ms - how long it may serve */
export function handToken(reply: FastifyReply, token: string, ms: number, mode: Mode): void {
  void reply.setCookie(sessionCookie(mode), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: mode === 'production',
    maxAge: Math.max(0, Math.floor(ms / 1000)),
  });
}
