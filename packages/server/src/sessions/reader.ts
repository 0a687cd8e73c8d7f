import type { Reader } from '@rapport/notices';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Queryable } from '../db/connect.ts';
import { Refusal } from '../problems.ts';
import { findSession } from './session-store.ts';

type Mode = Config['mode'];

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: set for every request before any route runs. */
    reader: Reader;
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
 * Who asks. No token is the public; a bearer token that is none or has ended is refused, so that a
 * program notices; an ended cookie is the public again.
 */
export async function readerOf(request: FastifyRequest, db: Queryable, mode: Mode): Promise<Reader> {
  const token = tokenOf(request, mode);
  if (token === undefined) return 'public';
  const session = await findSession(db, token);
  if (session !== undefined) return { participant: session.participant };
  if (request.headers.authorization !== undefined) throw new Refusal('sign-in-needed');
  return 'public';
}
