import { Challenge, paths, Session, SignIn } from '@rapport/api';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { Refusal } from '../problems.ts';
import { sessionCookie, tokenOf } from './reader.ts';
import { endSession, findSession, sessionMs, startSession } from './session-store.ts';
import { verifySignIn } from './sign-in.ts';

/** Sign-in by an office key: a challenge, a signed note, a session. */
export function sessionRoutes(app: App, server: Server): void {
  const { challenges, now } = server;
  const { mode } = server.config;
  const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };
  app.post(
    paths.challenges,
    {
      ...limited,
      schema: { summary: 'Ask for a sign-in challenge', tags: ['sessions'], response: { 200: Challenge } },
    },
    async () => challenges.make(now()),
  );
  app.post(
    paths.sessions,
    {
      ...limited,
      schema: {
        summary: 'Sign in with an office key',
        tags: ['sessions'],
        body: SignIn,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { session, token } = await signIn(server, request.body.note);
      void reply.setCookie(sessionCookie(mode), token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: mode === 'production',
        maxAge: sessionMs / 1000,
      });
      return { ...session, token };
    },
  );
  app.get(
    paths.session,
    {
      schema: {
        summary: 'Who is signed in',
        tags: ['sessions'],
        response: { 200: Session, 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const token = tokenOf(request, mode);
      const session = token === undefined ? undefined : await findSession(server.db, token);
      if (session === undefined) return reply.code(204).send(null);
      return session;
    },
  );
  app.delete(
    paths.session,
    { schema: { summary: 'Sign out', tags: ['sessions'], response: { 204: Type.Null() } } },
    async (request, reply) => {
      const token = tokenOf(request, mode);
      if (token !== undefined) await endSession(server.db, token);
      void reply.clearCookie(sessionCookie(mode), { path: '/', secure: mode === 'production' });
      return reply.code(204).send(null);
    },
  );
}

async function signIn(
  server: Server,
  note: string,
): Promise<{ session: { participant: string; office: string; expires: number }; token: string }> {
  const now = server.now();
  const signed = await verifySignIn(note, server.origin, await server.readRegister(), now);
  if (signed === undefined || !server.challenges.isValid(signed.challenge, now))
    throw new Refusal('sign-in-refused');
  const session = { participant: signed.participant, office: signed.office, expires: now + sessionMs };
  const token = await startSession(server.db, session, signed.keyId, signed.challenge);
  if (token === undefined) throw new Refusal('sign-in-refused');
  return { session, token };
}
