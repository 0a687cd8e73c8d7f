import {
  Beginning,
  BeginSignIn,
  InvitationNote,
  Invited,
  OwnPeople,
  paths,
  SignInProviders,
} from '@rapport/api';
import { encodeUtf8 } from '@rapport/record';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { Refusal } from '../problems.ts';
import { deviceOf } from '../sessions/device.ts';
import { handToken } from '../sessions/reader.ts';
import { type FoundSession, sessionMs, startSession } from '../sessions/session-store.ts';
import { flowCookie, readFlow, writeFlow } from './flow-cookie.ts';
import { beginFlow, endFlow, type Flow, type Identity } from './oidc.ts';
import {
  acceptInvitation,
  findInvitation,
  findPerson,
  type Invited as InvitedPerson,
  insertInvitation,
  listPeople,
  withdrawInvitation,
} from './people-store.ts';
import type { Provider } from './providers.ts';
import { isKeyValid, verifyInvitation } from './verify-invitation.ts';

const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };
const tags = ['people'];

/** People whom a participant's own office lets in, and their sign-in through the ministry's provider. */
export function peopleRoutes(app: App, server: Server): void {
  invitationRoutes(app, server);
  signInRoutes(app, server);
}

/** Whoever is signed in with an office key; a person who was let in lets nobody in. */
function withKey({ session }: FastifyRequest): FoundSession {
  if (session === undefined) throw new Refusal('sign-in-needed');
  if (session.person !== undefined) throw new Refusal('key-needed');
  return session;
}

function invitationRoutes(app: App, server: Server): void {
  const { db, now, origin } = server;
  app.post(
    paths.invitations,
    {
      ...limited,
      schema: { summary: 'Invite a person', tags, body: InvitationNote, response: { 201: Invited } },
    },
    async (request, reply) => {
      const { note } = request.body;
      const invitation = await verifyInvitation(note, origin, await server.readRegister(), now());
      const id =
        invitation && (await insertInvitation(db, invitation.claim, invitation.keyId, encodeUtf8(note)));
      if (id === undefined) throw new Refusal('invitation-refused');
      return reply.code(201).send({ id });
    },
  );
  app.get(
    paths.people,
    { schema: { summary: 'Whom the participant has invited', tags, response: { 200: OwnPeople } } },
    async (request, reply) => {
      const { participant } = request.session ?? {};
      if (participant === undefined) throw new Refusal('sign-in-needed');
      const register = await server.readRegister();
      const rows = await listPeople(db, participant);
      reply.headers({ 'cache-control': 'private, no-store' });
      const people = rows.map(({ keyId, accepted, seen, issuer, ...row }) => ({
        ...row,
        isValid: isKeyValid(register, participant, keyId, now()),
        ...(accepted === null ? {} : { accepted }),
        ...(seen === null ? {} : { seen }),
        ...(issuer === null ? {} : { issuer }),
      }));
      return { people };
    },
  );
  app.delete(
    paths.invitation(':id'),
    {
      schema: {
        summary: 'Take an invitation back',
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { participant } = withKey(request);
      if (!(await withdrawInvitation(db, participant, request.params.id))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
}

function signInRoutes(app: App, server: Server): void {
  const { mode } = server.config;
  const { address, providers } = server.providers;
  const redirect = `${address}${paths.providerCallback}`;
  const find = (id: string): Provider | undefined => providers.find((one) => one.id === id);
  app.get(
    paths.providers,
    { schema: { summary: 'Sign-in providers of ministries', tags, response: { 200: SignInProviders } } },
    async () => ({
      providers: providers.map(({ id, participants, name }) => ({
        id,
        name,
        participants: [...participants],
      })),
    }),
  );
  app.post(
    paths.providerBeginning,
    {
      ...limited,
      schema: { summary: 'Begin to sign in', tags, body: BeginSignIn, response: { 200: Beginning } },
    },
    async (request, reply) => {
      const provider = find(request.body.provider);
      if (provider === undefined) throw new Refusal('not-found');
      const begun = await beginFlow(provider, redirect, request.body.invitation).catch((error: unknown) => {
        request.log.warn({ err: error }, 'a sign-in provider could not be reached');
        throw new Refusal('provider-unreachable');
      });
      writeFlow(reply, begun.flow, mode);
      return { url: begun.url };
    },
  );
  app.get(
    paths.providerCallback,
    { ...limited, schema: { hide: true } }, // for browsers, which a provider sends here
    async (request, reply) => {
      const flow = readFlow(request, mode);
      void reply.clearCookie(flowCookie(mode), { path: '/', secure: mode === 'production' });
      const outcome = await comeBack(request, reply, server, flow);
      return reply
        .code(303)
        .header('location', outcome === 'signed-in' ? '/desk' : `/sign-in?refused=${outcome}`)
        .send(null);
    },
  );
}

type Outcome = 'signed-in' | 'provider' | 'not-invited' | 'invitation';

/** What became of a browser that comes back: why it was refused is for its holder alone, so it may be said. */
async function comeBack(
  request: FastifyRequest,
  reply: FastifyReply,
  server: Server,
  flow: Flow | undefined,
): Promise<Outcome> {
  const { address, providers } = server.providers;
  const provider = providers.find(({ id }) => id === flow?.provider);
  if (flow === undefined || provider === undefined) return 'provider';
  const url = new URL(request.url, address);
  const identity = await endFlow(provider, flow, url).catch((error: unknown) => {
    request.log.warn({ err: error }, 'a sign-in through a provider was refused');
    return undefined;
  });
  if (identity === undefined) return 'provider';
  const person = await letIn(identity, provider, flow.invitation, server);
  if (typeof person === 'string') return person;
  const { participant, office, keyId } = person;
  const who = { participant, office, expires: server.now() + sessionMs };
  const device = deviceOf(request.headers['user-agent']);
  const token = await startSession(server.db, who, keyId, `oidc ${flow.state}`, device, person.person);
  if (token === undefined) return 'provider';
  handToken(reply, token, sessionMs, server.config.mode);
  return 'signed-in';
}

/** Only for participants whose own provider it is, and only while the key that invited still signs. */
async function letIn(
  identity: Identity,
  { participants }: Provider,
  secret: string | undefined,
  server: Server,
): Promise<InvitedPerson | 'not-invited' | 'invitation'> {
  const { db, now } = server;
  if (secret !== undefined) {
    const invitation = await findInvitation(db, secret, now());
    if (invitation === undefined || !participants.includes(invitation.participant)) return 'invitation';
    if (!isKeyValid(await server.readRegister(), invitation.participant, invitation.keyId, now()))
      return 'invitation';
    if ((await acceptInvitation(db, invitation.id, identity)) === undefined) return 'invitation';
  }
  const person = await findPerson(db, identity);
  if (person === undefined || !participants.includes(person.participant)) return 'not-invited';
  const isValid = isKeyValid(await server.readRegister(), person.participant, person.keyId, now());
  return isValid ? person : 'not-invited';
}
