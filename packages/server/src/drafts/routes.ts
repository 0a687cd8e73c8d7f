import { createHash } from 'node:crypto';
import {
  DraftAct,
  DraftChange,
  DraftFileBytes,
  DraftSaved,
  DraftSent,
  DraftSigned,
  DraftSummary,
  DraftWhole,
  draftFilesBytesMax,
  filingBytesMax,
  noteBytesMax,
  OwnDrafts,
  paths,
} from '@rapport/api';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { App, Server } from '../app.ts';
import { bytesAsTheyAre } from '../bytes-as-they-are.ts';
import { languageOf, Refusal } from '../problems.ts';
import { actOnDraft } from './act-on-draft.ts';
import { type Author, authorOf, keyHolderOf } from './author.ts';
import { keepDraft } from './keep-draft.ts';
import { summaryOf, wholeOf } from './present-draft.ts';
import { deleteDraft, findDraft, hasten, insertFile, listDrafts, listEvents, readFile } from './queries.ts';
import { sendDraft } from './send-draft.ts';
import { signDraft } from './sign-draft.ts';

const tags = ['drafts'];
const limited = { rateLimit: { max: 600, timeWindow: '1 minute' } };
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const ById = Type.Object({ id: Type.String({ pattern: uuid }) });
const ByFile = Type.Object({
  id: Type.String({ pattern: uuid }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

const hide = (reply: FastifyReply): void => void reply.header('cache-control', 'private, no-store');

/** Drafts that a participant's own people share; to everybody else there are none. */
export function draftRoutes(app: App, server: Server): void {
  readingRoutes(app, server);
  writingRoutes(app, server);
  fileRoutes(app, server);
  signingRoutes(app, server);
}

function readingRoutes(app: App, { db }: Server): void {
  app.get(
    paths.drafts,
    { schema: { summary: "The participant's drafts", tags, response: { 200: OwnDrafts } } },
    async (request, reply) => {
      const author = authorOf(request);
      hide(reply);
      const rows = await listDrafts(db, author.participant);
      return { drafts: rows.map((row) => summaryOf(row, author, languageOf(request))) };
    },
  );
  app.get(
    paths.draft(':id'),
    { schema: { summary: 'One draft', tags, params: ById, response: { 200: DraftWhole } } },
    async (request, reply) => {
      const author = authorOf(request);
      const found = await findDraft(db, author.participant, request.params.id);
      if (found === undefined) throw new Refusal('not-found');
      hide(reply);
      const events = await listEvents(db, author.participant, found.id);
      return wholeOf(found, events, author, languageOf(request));
    },
  );
}

function writingRoutes(app: App, server: Server): void {
  const { db, organisation, now } = server;
  app.put(
    paths.draft(':id'),
    {
      config: limited,
      schema: {
        summary: 'Keep what is written',
        tags,
        params: ById,
        body: DraftChange,
        response: { 200: DraftSaved },
      },
    },
    async (request) => keepDraft(db, organisation, authorOf(request), request.params.id, request.body, now()),
  );
  app.delete(
    paths.draft(':id'),
    { schema: { summary: 'Put a draft aside', tags, params: ById, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { participant } = authorOf(request);
      if (!(await deleteDraft(db, participant, request.params.id))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
  app.post(
    paths.draftActs(':id'),
    {
      config: limited,
      schema: {
        summary: 'Hand over, take back or return a draft',
        tags,
        params: ById,
        body: DraftAct,
        response: { 200: DraftSummary },
      },
    },
    async (request) => {
      const author = authorOf(request);
      const { id } = request.params;
      if (request.body.act === 'send-now') await sendNow(server, keyHolderOf(request), id);
      else await actOnDraft(db, organisation, author, id, request.body, now());
      const found = await findDraft(db, author.participant, id);
      if (found === undefined) throw new Refusal('not-found');
      return summaryOf(found, author, languageOf(request));
    },
  );
}

/** Sends what is held without waiting for its time. */
async function sendNow(server: Server, { participant }: Author, id: string): Promise<void> {
  const isHeld = await hasten(server.db, participant, id, server.now());
  const held = await findDraft(server.db, participant, id);
  if (held === undefined) throw new Refusal('not-found');
  if (!isHeld || held.note === null) throw new Refusal('draft-changed');
  await sendDraft(server, participant, id, held.note);
}

function signingRoutes(app: App, server: Server): void {
  app.post(
    paths.draftSigning(':id'),
    {
      bodyLimit: 4 * noteBytesMax,
      config: { rateLimit: { max: server.config.filingsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: 'File what was signed from a draft, or hold it for as long as the participant wants',
        tags,
        params: ById,
        body: DraftSigned,
        response: { 200: DraftSent },
      },
    },
    async (request) => signDraft(server, keyHolderOf(request), request.params.id, request.body),
  );
}

function fileRoutes(app: App, { db }: Server): void {
  app.get(
    paths.draftFile(':id', ':sha256'),
    {
      ...bytesAsTheyAre,
      schema: {
        summary: 'A file of a draft',
        tags,
        params: ByFile,
        produces: ['application/octet-stream'],
      },
    },
    async (request, reply) => {
      const { participant } = authorOf(request);
      const bytes = await readFile(db, participant, request.params.id, request.params.sha256);
      if (bytes === undefined) throw new Refusal('not-found');
      hide(reply);
      return reply.type('application/octet-stream').send(bytes);
    },
  );
  app.put(
    paths.draftFile(':id', ':sha256'),
    {
      bodyLimit: filingBytesMax,
      config: limited,
      schema: {
        summary: 'Keep a file of a draft',
        tags,
        params: ByFile,
        body: DraftFileBytes,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { participant } = authorOf(request);
      const { id, sha256 } = request.params;
      const bytes = Buffer.from(request.body.bytes, 'base64');
      const found = await findDraft(db, participant, id);
      const named = found && (JSON.parse(found.content) as DraftChange['content']).files;
      const file = named?.find((one) => one.sha256 === sha256);
      if (file === undefined) throw new Refusal('not-found');
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Refusal('body-form');
      const isKept = await insertFile(db, participant, id, { sha256, bytes }, draftFilesBytesMax);
      if (!isKept) throw new Refusal('drafts-full');
      return reply.code(204).send(null);
    },
  );
}
