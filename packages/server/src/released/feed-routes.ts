import { createHash } from 'node:crypto';
import { paths } from '@rapport/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { originOfRequest } from '../pages/asked-address.ts';
import { Refusal } from '../problems.ts';
import { atomOf, pick } from './feed.ts';
import { readReleased } from './released-queries.ts';

const entriesMax = 50;

const Query = Type.Object({ lang: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })) });
const File = Type.Object({ file: Type.String({ maxLength: 80, pattern: '^[a-z0-9-]+\\.atom$' }) });

const titles: Readonly<Record<string, string>> = {
  en: 'released notices',
  ru: 'открытые уведомления',
  ar: 'الإشعارات المنشورة',
};

/** A part of what is released that can be followed by itself. */
interface Part {
  readonly path: string;
  /** Ids of measures; absent: all. */
  readonly measures?: readonly string[];
  readonly name?: Readonly<Record<string, string>>;
}

/** Feeds of what everybody may read, in Atom: of all, of a dimension, of a measure. */
export function feedRoutes(app: App, server: ReadingServer): void {
  const { organisation } = server;
  const schema = { tags: ['reading'], querystring: Query };
  const config = { asPublic: true };
  app.get(
    paths.feed,
    { config, schema: { ...schema, summary: 'Feed of what is released' } },
    async (request, reply) => sendFeed(server, request, reply, { path: paths.feed }, request.query.lang),
  );
  app.get(
    paths.dimensionFeed(':file'),
    { config, schema: { ...schema, params: File, summary: 'Feed of what is released in a dimension' } },
    async (request, reply) => {
      const id = idOf(request.params.file);
      const dimension = organisation.dimensions.find((one) => one.id === id);
      if (dimension === undefined) throw new Refusal('not-found');
      const own = organisation.measures.filter((one) => one.dimension === id).map((one) => one.id);
      const part = { path: paths.dimensionFeed(`${id}.atom`), measures: own, name: dimension.name };
      return sendFeed(server, request, reply, part, request.query.lang);
    },
  );
  app.get(
    paths.measureFeed(':file'),
    { config, schema: { ...schema, params: File, summary: 'Feed of what is released under a measure' } },
    async (request, reply) => {
      const id = idOf(request.params.file);
      const measure = organisation.measures.find((one) => one.id === id);
      if (measure === undefined) throw new Refusal('not-found');
      const name = Object.fromEntries(
        Object.entries(measure.wording).map(([tag, { title }]) => [tag, title]),
      );
      const part = { path: paths.measureFeed(`${id}.atom`), measures: [id], name };
      return sendFeed(server, request, reply, part, request.query.lang);
    },
  );
}

function idOf(file: string): string {
  return file.slice(0, -'.atom'.length);
}

async function sendFeed(
  server: ReadingServer,
  request: FastifyRequest,
  reply: FastifyReply,
  { path, measures, name }: Part,
  language = 'en',
): Promise<FastifyReply> {
  const { organisation, abbreviation, db } = server;
  const part = measures === undefined ? {} : { measures };
  const { notices } = await readReleased(db, organisation, abbreviation, { ...part, limit: entriesMax });
  const subject = name === undefined ? '' : `, ${pick(name, language)}`;
  const names = new Map(organisation.participants.map((one) => [one.code, pick(one.name, language)]));
  const atom = atomOf({
    origin: originOfRequest(request) ?? 'http://localhost',
    path,
    log: server.origin,
    title: `${pick(organisation.abbreviation, language)}${subject}: ${titles[language] ?? titles['en']}`,
    language,
    updated: notices[0]?.takenIn ?? 0,
    notices,
    nameOf: (code) => names.get(code) ?? code,
  });
  const etag = `"${createHash('sha256').update(atom).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ etag, 'cache-control': 'public, no-cache' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/atom+xml; charset=utf-8').send(atom);
}
