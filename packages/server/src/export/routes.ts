import { Readable } from 'node:stream';
import { paths, readLetters } from '@rapport/api';
import { isPrintLanguage, type PrintLanguage, printNames } from '@rapport/notices';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { findMeasure } from '../organisation/views.ts';
import { baseOf } from '../print/base-address.ts';
import { fileNameOf } from '../print/file-name.ts';
import { Refusal } from '../problems.ts';
import { readThread } from '../reading/reading-queries.ts';
import { csvOf } from './csv.ts';
import { type ListId, lists, tableOf } from './lists.ts';
import { documentOf } from './thread-document.ts';
import { xlsxOf } from './xlsx.ts';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const Language = Type.Optional(Type.Union([Type.Literal('en'), Type.Literal('ru'), Type.Literal('ar')]));
const Id = Type.String({ maxLength: 64, pattern: '^[a-z0-9-]+$' });

const ListQuery = Type.Object({
  format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
  language: Language,
  mark: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no')])),
  box: Type.Optional(Type.Union([Type.Literal('received'), Type.Literal('sent'), Type.Literal('all')])),
  measure: Type.Optional(Id),
  dimension: Type.Optional(Id),
  side: Type.Optional(Type.Union([Type.Literal('owed'), Type.Literal('awaited')])),
  state: Type.Optional(
    Type.Union([Type.Literal('running'), Type.Literal('passed'), Type.Literal('suspended')]),
  ),
});

/** Lists as CSV and spreadsheets, threads as documents: each as far as its reader may see it. */
export function exportRoutes(app: App, server: ReadingServer): void {
  const limited = {
    ...bytesAsTheyAre,
    config: { rateLimit: { max: server.config.printsPerMinute, timeWindow: '1 minute' } },
  };
  app.get(
    paths.export(':list'),
    {
      ...limited,
      schema: {
        summary: 'A list as CSV or as a spreadsheet',
        description:
          'The same rows as the page of the list, with the same filters, up to 100,000. A CSV begins with a byte order mark unless mark=no, and no text in it is taken for a formula.',
        tags: ['reading'],
        params: Type.Object({ list: Type.Union(lists.map((list) => Type.Literal(list))) }),
        querystring: ListQuery,
        produces: [mediaTypes.csv, mediaTypes.xlsx],
      },
    },
    async (request, reply) => {
      const { format, language = 'en', mark, ...filter } = request.query;
      const list: ListId = request.params.list;
      const table = tableOf(server, request.reader, list, filter, language);
      const day = new Date(server.now()).toISOString().slice(0, 10);
      attach(reply, fileNameOf(server.config.mode, `${list} ${day}`, format), mediaTypes[format]);
      if (request.method === 'HEAD') return reply.send();
      return reply.send(Readable.from(format === 'csv' ? csvOf(table, mark !== 'no') : xlsxOf(table)));
    },
  );
  documentRoute(app, server, limited);
}

function documentRoute(app: App, server: ReadingServer, limited: object): void {
  app.get(
    paths.threadDocument(':id'),
    {
      ...limited,
      schema: {
        summary: 'A thread as a Word document',
        tags: ['reading'],
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
        querystring: Type.Object({ language: Language }),
        produces: [mediaTypes.docx],
      },
    },
    async (request, reply) => {
      const { language = 'en' } = request.query;
      const document = await threadDocument(server, request, request.params.id, language);
      attach(reply, document.name, mediaTypes.docx);
      return reply.send(request.method === 'HEAD' ? undefined : await document.write());
    },
  );
}

/** A document that is known to be there, and how to have it written. */
async function threadDocument(
  server: ReadingServer,
  request: FastifyRequest,
  id: string,
  language: PrintLanguage,
): Promise<{ readonly name: string; readonly write: () => Promise<Buffer> }> {
  const { organisation, config } = server;
  const letters = readLetters(await readThread(server.db, request.reader, id, server.abbreviation));
  const [opening] = letters;
  if (opening === undefined) throw new Refusal('not-found');
  const { id: measureId, edition } = opening.notice.measure;
  const measure = findMeasure(organisation, measureId, edition);
  if (measure === undefined) throw new Error(`measure ${measureId} ${edition} is missing`);
  const names = printNames(organisation, isPrintLanguage(language) ? language : 'en');
  const isDemonstration = config.mode === 'demonstration';
  const disclaimer = names.pick(organisation.disclaimer) ?? '';
  const document = { names, measure, letters, isDemonstration, base: baseOf(request, server), disclaimer };
  return {
    name: fileNameOf(config.mode, opening.reference, 'docx'),
    write: () => documentOf(document),
  };
}

function attach(reply: FastifyReply, name: string, type: string): void {
  void reply
    .headers({
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="${name}"`,
    })
    .type(type);
}
