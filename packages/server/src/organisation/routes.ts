import { createHash } from 'node:crypto';
import { OrganisationView, paths, RegisterView } from '@rapport/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { Refusal } from '../problems.ts';
import { findMeasure, organisationView, registerView } from './views.ts';

const MeasureParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  edition: Type.String({ maxLength: 64 }),
});

/** The organisation, its measures and its keys: public. */
export function organisationRoutes(app: App, server: Server): void {
  const tags = ['organisation'];
  const view = JSON.stringify(organisationView(server.organisation, server.config.mode, server.origin));
  const etag = `"${createHash('sha256').update(view).digest('base64url').slice(0, 22)}"`;
  app.get(
    paths.organisation,
    { schema: { summary: 'The organisation', tags, response: { 200: OrganisationView } } },
    async (request, reply) => sendUnchanging(request, reply, etag, view),
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
  app.get(
    paths.register,
    { schema: { summary: 'Who may sign for whom', tags, response: { 200: RegisterView } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return registerView(await server.readRegister());
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
