import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { HeadError } from '../log/head-error.ts';
import { sendProblem } from '../problems.ts';

const Health = Type.Object({ status: Type.Literal('ok') });

/** For load balancers and for Prometheus. */
export function healthRoutes(app: App, server: ReadingServer): void {
  const tags = ['operation'];
  app.get(
    '/healthz',
    { schema: { summary: 'The process is alive', tags, response: { 200: Health } } },
    async () => ({
      status: 'ok' as const,
    }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'The record can be reached and is as it was signed',
        tags,
        response: { 200: Health },
      },
    },
    async (request, reply) => {
      try {
        await server.knownHead.check();
        return { status: 'ok' as const };
      } catch (error) {
        request.log.warn({ err: error }, 'not ready');
        return sendProblem(request, reply, error instanceof HeadError ? 'record-damaged' : 'unavailable');
      }
    },
  );
  app.get(
    '/metrics',
    { schema: { summary: 'Figures for Prometheus', tags, produces: ['text/plain'] } },
    async (_request, reply) =>
      reply.type(server.metrics.registry.contentType).send(await server.metrics.registry.metrics()),
  );
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    server.metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
}
