import { createHash } from 'node:crypto';
import {
  AdherenceView,
  EntryListView,
  OrganisationView,
  PublicFacts,
  paths,
  RegisterView,
} from '@rapport/api';
import { isInForce } from '@rapport/notices';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { Refusal } from '../problems.ts';
import { visibleThreads } from '../reading/measure-threads.ts';
import { adherenceView, findMeasure, organisationView, registerView } from './views.ts';

const MeasureParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  edition: Type.String({ maxLength: 64 }),
});

const ListParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** The organisation, its measures and its keys: public. */
export function organisationRoutes(app: App, server: ReadingServer): void {
  const tags = ['organisation'];
  const views = new OrganisationViews(server);
  app.get(
    paths.organisation,
    { schema: { summary: 'The organisation', tags, response: { 200: OrganisationView } } },
    async (request, reply) => {
      const { etag, json } = await views.current();
      return sendUnchanging(request, reply, etag, json);
    },
  );
  app.get(
    paths.measure(':id', ':edition'),
    { schema: { summary: 'One edition of a measure, whole', tags, params: MeasureParams } },
    async (request, reply) => {
      const measure = findMeasure(server.organisation, request.params.id, request.params.edition);
      if (measure === undefined) throw new Refusal('not-found');
      return sendUnchanging(request, reply, `"${measure.hash.slice(0, 22)}"`, JSON.stringify(measure));
    },
  );
  listRoutes(app, server, tags);
  app.get(
    paths.register,
    { schema: { summary: 'Who may sign for whom', tags, response: { 200: RegisterView } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return registerView(await server.readRegister());
    },
  );
}

/** The organisation's view as JSON: made anew only when another edition comes into force. */
class OrganisationViews {
  readonly #server: ReadingServer;
  #known: { readonly editions: string; readonly etag: string; readonly json: string } | undefined;

  constructor(server: ReadingServer) {
    this.#server = server;
  }

  async current(): Promise<{ readonly etag: string; readonly json: string }> {
    const { organisation, config, origin, now, mirror } = this.#server;
    const adherence = await this.#server.readAdherence();
    const inForce = organisation.measures.filter((one) => isInForce(one, organisation, adherence, now()));
    const editions = inForce.map(({ hash }) => hash).join();
    if (this.#known?.editions === editions) return this.#known;
    const view = organisationView(organisation, config.mode, origin, (one) => inForce.includes(one));
    const json = JSON.stringify(mirror === undefined ? view : { ...view, mirror });
    this.#known = { editions, etag: etagOf(json), json };
    return this.#known;
  }
}

function etagOf(json: string): string {
  return `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** What the folder says beside its measures, and who has taken up what. */
function listRoutes(app: App, server: ReadingServer, tags: string[]): void {
  const { organisation, db } = server;
  app.get(
    paths.list(':id'),
    {
      schema: { summary: 'A list of codes', tags, params: ListParams, response: { 200: EntryListView } },
    },
    async (request, reply) => {
      const list = organisation.lists.find(({ id }) => id === request.params.id);
      if (list === undefined) throw new Refusal('not-found');
      const json = JSON.stringify(list);
      return sendUnchanging(request, reply, etagOf(json), json);
    },
  );
  const facts = JSON.stringify({ facts: organisation.facts });
  app.get(
    paths.facts,
    { schema: { summary: 'The register of public facts', tags, response: { 200: PublicFacts } } },
    async (request, reply) => sendUnchanging(request, reply, etagOf(facts), facts),
  );
  app.get(
    paths.adherence,
    { schema: { summary: 'Who has taken up what', tags, response: { 200: AdherenceView } } },
    async (request, reply) => {
      void reply.header('cache-control', 'private, no-store');
      const adherence = await server.readAdherence();
      const visible = await visibleThreads(db, request.reader, [...adherence.takings.keys()]);
      return adherenceView(adherence, visible);
    },
  );
}

function sendUnchanging(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  json: string,
): FastifyReply {
  void reply.headers({ etag, 'cache-control': 'no-cache' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply
    .serializer((text: string) => text)
    .type('application/json; charset=utf-8')
    .send(json);
}
