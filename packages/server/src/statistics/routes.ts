import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { paths, Statistics } from '@rapport/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, ReadingServer } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { csvOf } from '../export/csv.ts';
import { StatisticsReader } from './read-statistics.ts';
import { statisticsTable } from './statistics-table.ts';

/** Counts of what the public may read: the same answer for whoever asks. */
export function statisticsRoutes(app: App, server: ReadingServer): void {
  const statistics = new StatisticsReader(server);
  const config = { asPublic: true };
  const tags = ['reading'];
  const description =
    'By year (UTC) and dimension, of what everybody may read. A count below the floor is not given, nor is one by which such a count could be worked out; notices and totals are lower bounds.';
  app.get(
    paths.statistics,
    {
      config,
      schema: { summary: 'Public statistics', description, tags, response: { 200: Statistics } },
    },
    async (request, reply) => {
      const said = await statistics.read();
      if (isKnown(request, reply, said)) return (reply as FastifyReply).code(304).send();
      return said;
    },
  );
  app.get(
    paths.statisticsTable,
    {
      ...bytesAsTheyAre,
      config,
      schema: {
        summary: 'Public statistics as CSV',
        description: `${description} One count a line; an empty one is not given.`,
        tags,
        produces: ['text/csv; charset=utf-8'],
      },
    },
    async (request, reply) => {
      const said = await statistics.read();
      if (isKnown(request, reply, said)) return reply.code(304).send();
      const name = `statistics ${new Date(said.asOf).toISOString().slice(0, 10)}.csv`;
      void reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type('text/csv; charset=utf-8');
      if (request.method === 'HEAD') return reply.send();
      return reply.send(Readable.from(csvOf(statisticsTable(said), false)));
    },
  );
}

/** Marks the answer by what it says. @returns whether who asks has it already */
function isKnown(request: FastifyRequest, reply: FastifyReply, said: Statistics): boolean {
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
  void reply.headers({ etag: `"${hash}"`, 'cache-control': 'public, no-cache' });
  return request.headers['if-none-match'] === `"${hash}"`;
}
