import {
  assembleProof,
  LogNotices,
  MeasureThreads,
  NoticePage,
  NoticeWhole,
  pageNoticesMax,
  paths,
  Receipt,
  Thread,
  WitnessedReceipt,
} from '@rapport/api';
import { encodeProofFile } from '@rapport/notices';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { readKnown } from '../filing/filing-queries.ts';
import { Refusal } from '../problems.ts';
import { readMeasureThreads } from './measure-threads.ts';
import { proofSource } from './proof-source.ts';
import { readAttachment, readLogNotices, readNotice, readPage, readThread } from './reading-queries.ts';
import { withSubjects } from './subjects.ts';

const Id = Type.String({ pattern: '^[0-9a-f]{64}$' });
const ById = Type.Object({ id: Id });

/** No other characters: PostgreSQL takes no NUL in a text. */
const MeasureId = Type.String({ maxLength: 64, pattern: '^[a-z0-9-]+$' });

/** A number of an entry, with room to count on from it. */
const Place = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER - pageNoticesMax * 256 });

const PageQuery = Type.Object({
  box: Type.Optional(Type.Union([Type.Literal('received'), Type.Literal('sent'), Type.Literal('all')])),
  measure: Type.Optional(MeasureId),
  before: Type.Optional(Place),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageNoticesMax })),
});

const ThreadsQuery = Type.Object({
  before: Type.Optional(Place),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
});

const LogQuery = Type.Object({
  from: Type.Optional(Place),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 256 })),
});

const noStore = { 'cache-control': 'private, no-store' };

/** Reading notices, each as far as its audience allows. */
export function readingRoutes(app: App, server: ReadingServer): void {
  const { db, abbreviation } = server;
  const tags = ['reading'];
  app.get(
    paths.notices,
    {
      schema: {
        summary: 'List notices, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: NoticePage },
      },
    },
    async (request, reply) => {
      const { box = 'all', limit = 50, ...rest } = request.query;
      reply.headers(noStore);
      const page = await readPage(db, request.reader, { box, limit, ...rest }, abbreviation);
      const notices = await withSubjects(db, request.reader, page.notices, ({ measure: { hash } }) =>
        server.organisation.measures.find((one) => one.hash === hash),
      );
      return { ...page, notices };
    },
  );
  app.get(
    paths.notice(':id'),
    { schema: { summary: 'Read a notice', tags, params: ById, response: { 200: NoticeWhole } } },
    async (request, reply) => {
      reply.headers(noStore);
      return found(await readNotice(db, request.reader, request.params.id, abbreviation));
    },
  );
  app.get(
    paths.thread(':id'),
    { schema: { summary: 'Read a thread', tags, params: ById, response: { 200: Thread } } },
    async (request, reply) => {
      reply.headers(noStore);
      const notices = await readThread(db, request.reader, request.params.id, abbreviation);
      if (notices.length === 0) throw new Refusal('not-found');
      return { notices };
    },
  );
  app.get(
    paths.logNotices,
    {
      schema: {
        summary: 'Read a range of the log',
        tags,
        querystring: LogQuery,
        response: { 200: LogNotices },
      },
    },
    async (request, reply) => {
      const { from = 0, limit = 256 } = request.query;
      const { frontier } = await server.readHead();
      reply.headers(noStore);
      const notices = await readLogNotices(db, request.reader, from, limit, abbreviation);
      return from + limit < frontier.size ? { notices, next: from + limit } : { notices };
    },
  );
  proofRoutes(app, server);
  threadsRoute(app, server);
}

/** What the views of a measure are drawn from. */
function threadsRoute(app: App, server: ReadingServer): void {
  const { db, abbreviation } = server;
  app.get(
    paths.measureThreads(':id'),
    {
      schema: {
        summary: 'Threads of a measure, newest first',
        tags: ['reading'],
        params: Type.Object({ id: MeasureId }),
        querystring: ThreadsQuery,
        response: { 200: MeasureThreads },
      },
    },
    async (request, reply) => {
      const { before = Number.MAX_SAFE_INTEGER, limit = 50 } = request.query;
      reply.headers(noStore);
      return readMeasureThreads(db, request.reader, request.params.id, { before, limit }, abbreviation);
    },
  );
}

/** Receipts, proof files and attachments of one notice. */
function proofRoutes(app: App, server: ReadingServer): void {
  const { db, abbreviation } = server;
  const tags = ['reading'];
  app.get(
    paths.receipt(':id'),
    { schema: { summary: 'The taken-in receipt', tags, params: ById, response: { 200: Receipt } } },
    async (request, reply) => {
      const { id } = request.params;
      found(await readNotice(db, request.reader, id, abbreviation));
      reply.headers(noStore);
      return server.filer.receipt(found((await readKnown(db, [id])).get(id)));
    },
  );
  app.get(
    paths.witnessedReceipt(':id'),
    {
      schema: { summary: 'The witnessed receipt', tags, params: ById, response: { 200: WitnessedReceipt } },
    },
    async (request, reply) => {
      const { id } = request.params;
      found(await readNotice(db, request.reader, id, abbreviation));
      reply.headers(noStore);
      const known = found((await readKnown(db, [id])).get(id));
      const { states, witnessed } = server.witnesses;
      const isCovered = witnessed !== undefined && witnessed.size > known.index;
      const receipt = isCovered ? { receipt: await server.filer.receiptUnder(known, witnessed) } : {};
      return { ...receipt, witnesses: states.length };
    },
  );
  app.get(
    paths.proofFile(':id'),
    {
      schema: {
        summary: 'The proof file',
        tags,
        params: ById,
        produces: ['application/vnd.rapport.proof+json'],
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      present(found(await readNotice(db, request.reader, id, abbreviation)));
      const file = await assembleProof(proofSource(server, request.reader), id);
      return reply
        .headers(noStore)
        .type('application/vnd.rapport.proof+json')
        .send(Buffer.from(encodeProofFile(file)));
    },
  );
  app.get(
    paths.attachment(':id', ':sha256'),
    {
      ...bytesAsTheyAre,
      schema: {
        summary: 'An attachment',
        tags,
        params: Type.Object({ id: Id, sha256: Id }),
        produces: ['application/octet-stream'],
      },
    },
    async (request, reply) => {
      const { id, sha256 } = request.params;
      present(found(await readNotice(db, request.reader, id, abbreviation)));
      const file = found(await readAttachment(db, request.reader, id, sha256));
      const name = encodeURIComponent(file.name);
      return reply
        .headers({ ...noStore, 'content-disposition': `attachment; filename*=UTF-8''${name}` })
        .type('application/octet-stream')
        .send(file.bytes);
    },
  );
}

/** Of an erased notice there is only to say that it was. */
function present({ erased }: NoticeWhole): void {
  if (erased !== undefined) throw new Refusal('erased');
}

/** The value, or the one answer for what is not there and for what may not be seen. */
function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal('not-found');
  return value;
}
