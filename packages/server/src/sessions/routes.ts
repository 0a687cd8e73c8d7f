import { Challenge, OwnSessions, paths, Session, SignIn } from '@rapport/api';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { tellOfSignIn } from '../mail/tell-office.ts';
import { Refusal } from '../problems.ts';
import { deviceOf } from './device.ts';
import { handToken, sessionCookie, tokenOf } from './reader.ts';
import {
  endOtherSessions,
  endOwnSession,
  endSession,
  type FoundSession,
  listSessions,
  sessionMs,
  startSession,
} from './session-store.ts';
import { verifySignIn } from './sign-in.ts';

/** Sign-in by an office key: a challenge, a signed note, a session. */
export function sessionRoutes(app: App, server: Server): void {
  ownSessionRoutes(app, server);
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
      const device = deviceOf(request.headers['user-agent']);
      const { session, token } = await signIn(server, request.body.note, device);
      await tellOfSignIn(server.db, session, device, now()).catch((error: unknown) =>
        request.log.warn({ err: error }, 'an office could not be told of a sign-in'),
      );
      handToken(reply, token, sessionMs, mode);
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
      const { session } = request;
      if (session === undefined) return reply.code(204).send(null);
      const { participant, office, expires, label } = session;
      return { participant, office, expires, ...(label === undefined ? {} : { person: label }) };
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

/** One's own sessions: seen and ended by whoever holds one of the same office. */
function ownSessionRoutes(app: App, { db }: Server): void {
  const tags = ['sessions'];
  const own = ({ session }: FastifyRequest): FoundSession => {
    if (session === undefined) throw new Refusal('sign-in-needed');
    return session;
  };
  app.get(
    paths.sessions,
    { schema: { summary: "The office's sessions", tags, response: { 200: OwnSessions } } },
    async (request, reply) => {
      const session = own(request);
      const rows = await listSessions(db, session);
      reply.headers({ 'cache-control': 'private, no-store' });
      return { sessions: rows.map((row) => ({ ...row, isThis: row.id === session.id })) };
    },
  );
  app.delete(
    paths.sessions,
    { schema: { summary: "End the office's other sessions", tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await endOtherSessions(db, own(request));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    paths.ownSession(':id'),
    {
      schema: {
        summary: "End one of the office's sessions",
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      if (!(await endOwnSession(db, own(request), request.params.id))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
}

async function signIn(
  server: Server,
  note: string,
  device: string,
): Promise<{ session: { participant: string; office: string; expires: number }; token: string }> {
  const now = server.now();
  const signed = await verifySignIn(note, server.origin, await server.readRegister(), now);
  if (signed === undefined || !server.challenges.isValid(signed.challenge, now))
    throw new Refusal('sign-in-refused');
  const session = { participant: signed.participant, office: signed.office, expires: now + sessionMs };
  const token = await startSession(server.db, session, signed.keyId, signed.challenge, device);
  if (token === undefined) throw new Refusal('sign-in-refused');
  return { session, token };
}
