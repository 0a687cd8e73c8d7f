import { Filing, filingBytesMax, paths, Receipt } from '@rapport/api';
import { encodeUtf8 } from '@rapport/record';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Server } from '../app.ts';
import { Refusal } from '../problems.ts';
import type { DeliveredFiling } from './prepare-filing.ts';

/** `POST /api/v1/notices`: whoever carries the bytes may deliver them; the signature is the authority. */
export function filingRoutes(app: App, server: Server): void {
  app.addContentTypeParser(
    ['text/plain', 'application/vnd.rapport.notice'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, { note: body });
    },
  );
  app.post(
    paths.notices,
    {
      bodyLimit: filingBytesMax,
      config: { rateLimit: { max: server.config.filingsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'File a signed notice',
        description:
          'Takes a signed note as text/plain, or a note with its attachments as application/json. The same bytes again give the same receipt.',
        tags: ['filing'],
        body: {
          content: {
            'application/json': { schema: Filing },
            'text/plain': { schema: {} },
            'application/vnd.rapport.notice': { schema: {} },
          },
        },
        response: { 200: Receipt, 201: Receipt },
      },
    },
    async (request, reply) => file(server, deliveredOf(request), reply),
  );
}

function deliveredOf(request: FastifyRequest): DeliveredFiling {
  const body = request.body as
    | { note: string | Buffer; attachments?: Record<string, string> }
    | undefined
    | null;
  if (body === undefined || body === null) throw new Refusal('body-form');
  const { note, attachments } = body;
  return { note: typeof note === 'string' ? encodeUtf8(note) : note, attachments: attachments ?? {} };
}

async function file(server: Server, delivered: DeliveredFiling, reply: FastifyReply): Promise<Receipt> {
  const filed = await server.fileDelivered(delivered);
  server.metrics.filings.inc({ outcome: filed.ok ? (filed.isNew ? 'taken-in' : 'known') : 'refused' });
  if (!filed.ok) throw new Refusal('findings', filed.findings);
  void reply.code(filed.isNew ? 201 : 200);
  return filed.receipt;
}
