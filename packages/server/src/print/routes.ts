import { paths } from '@rapport/api';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { baseOf } from './base-address.ts';
import { fileNameOf } from './file-name.ts';
import { printNotice } from './print-notice.ts';
import { openPrinter } from './printer.ts';

const ById = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

const PrintQuery = Type.Object({
  template: Type.Optional(Type.Union([Type.Literal('note'), Type.Literal('letter')])),
  languages: Type.Optional(Type.String({ pattern: '^[a-z]{2}(,[a-z]{2}){0,2}$' })),
});

/** Notices on paper: as PDF, set in a thread of its own. */
export function printRoutes(app: App, server: ReadingServer): void {
  const printer = openPrinter();
  app.addHook('onClose', () => printer.close());
  app.get(
    paths.noticePdf(':id'),
    {
      ...bytesAsTheyAre,
      config: { rateLimit: { max: server.config.printsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'A notice as PDF',
        description:
          'As a note verbale or as a letter in the first person, in one or more of the official languages. The same notice gives the same bytes until something in its thread changes it.',
        tags: ['reading'],
        params: ById,
        querystring: PrintQuery,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { template, languages } = request.query;
      const base = baseOf(request, server);
      const order = { id: request.params.id, template, languages: languages?.split(','), base };
      const notice = await printNotice(server, request.reader, order);
      // Whoever asks for the headers alone waits for no pages.
      const pdf = request.method === 'HEAD' ? new Uint8Array() : await printer.print(notice);
      const name = fileNameOf(server.config.mode, notice.reference.own, 'pdf');
      return reply
        .headers({
          'cache-control': 'private, no-store',
          'content-disposition': `attachment; filename="${name}"`,
        })
        .type('application/pdf')
        .send(Buffer.from(pdf));
    },
  );
}
