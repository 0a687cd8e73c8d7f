import { paths } from '@rapport/api';
import type { App, ReadingServer } from '../app.ts';
import { readHead } from '../log/log-store.ts';
import { readEnvelopes } from '../reading/reading-queries.ts';
import { tokenOf } from '../sessions/reader.ts';
import { eventText, noticesFor } from './event-stream.ts';

/** The most notices told again to a listener that was away; a longer absence is met by reading lists. */
const missedMax = 500;

/** Live updates by server-sent events, for as long as the reader listens. */
export function eventRoutes(app: App, server: ReadingServer): void {
  app.get(
    paths.events,
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Live updates (server-sent events)',
        tags: ['reading'],
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { reader } = request;
      const from = Number(request.headers['last-event-id'] ?? Number.NaN);
      const { frontier } = await readHead(server.db);
      const first =
        Number.isSafeInteger(from) && from >= 0 ? Math.max(from, frontier.size - missedMax) : frontier.size;
      const missed = await readEnvelopes(server.db, first, frontier.size, server.abbreviation);
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.write(`retry: 2000\n\n${eventText(frontier.size, noticesFor(reader, missed))}`);
      server.streams.add(
        reader,
        reader === 'public' ? undefined : tokenOf(request, server.config.mode),
        reply.raw,
      );
    },
  );
}
