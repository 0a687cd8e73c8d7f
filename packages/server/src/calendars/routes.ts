import { createHash } from 'node:crypto';
import { MadeCalendar, NewCalendar, OwnCalendars, paths } from '@rapport/api';
import { isPrintLanguage, type PrintLanguage, printNames, type Reader } from '@rapport/notices';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App, ReadingServer, Server } from '../app.ts';
import { isKeyValid } from '../people/verify-invitation.ts';
import { baseOf } from '../print/base-address.ts';
import { Refusal } from '../problems.ts';
import type { FoundSession } from '../sessions/session-store.ts';
import { endAddress, findAddress, listAddresses, makeAddress, noteUse } from './calendar-store.ts';
import { type CalendarItem, icsOf } from './ics.ts';
import { calendarOf, measureEvents } from './measure-events.ts';
import { ownDeadlines } from './own-deadlines.ts';

const tags = ['calendars'];
const mediaType = 'text/calendar; charset=utf-8';
const noStore = { 'cache-control': 'private, no-store' };
const limited = { rateLimit: { max: 60, timeWindow: '1 minute' } };
const File = Type.Object({ file: Type.String({ maxLength: 128 }) });

const deadlines: Readonly<Record<PrintLanguage, string>> = {
  en: 'due from us',
  ru: 'наши сроки',
  ar: 'المطلوب منا',
};

/** Secret addresses at which calendar programs read for an office, and the making and ending of them. */
export function calendarRoutes(app: App, server: Server): void {
  addressRoutes(app, server);
  app.get(
    paths.calendarFile(':file'),
    {
      config: { ...limited, asPublic: true },
      schema: {
        summary: 'The calendar of a secret address',
        tags,
        params: File,
        produces: ['text/calendar'],
      },
    },
    async (request, reply) => {
      const address = await findAddress(server.db, nameOf(request.params.file));
      if (address === undefined) throw new Refusal('not-found');
      const { participant, keyId, measure, language, id } = address;
      if (!isKeyValid(await server.readRegister(), participant, keyId, server.now()))
        throw new Refusal('not-found');
      const items =
        measure === null
          ? await ownDeadlines(server, participant, printNames(server.organisation, language))
          : await eventsOf(server, { participant }, measure, language);
      await noteUse(server.db, id);
      const parts = { measure, language, items, isPublic: false };
      return reply
        .headers(noStore)
        .type(mediaType)
        .send(calendarText(server, request, parts));
    },
  );
}

/** What everybody may read of a measure's events: the same answer for whoever asks. */
export function publicCalendarRoutes(app: App, server: ReadingServer): void {
  const rateLimit = { max: server.config.printsPerMinute, timeWindow: '1 minute' };
  app.get(
    paths.publicCalendar(':file'),
    {
      config: { rateLimit, asPublic: true },
      schema: {
        summary: 'The released events of a measure as a calendar',
        tags,
        params: File,
        querystring: Type.Object({ lang: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })) }),
        produces: ['text/calendar'],
      },
    },
    async (request, reply) => {
      const { lang = 'en' } = request.query;
      const language = isPrintLanguage(lang) ? lang : 'en';
      const measure = nameOf(request.params.file);
      const items = await eventsOf(server, 'public', measure, language);
      const text = calendarText(server, request, { measure, language, items, isPublic: true });
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      void reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(mediaType).send(text);
    },
  );
}

/** @returns what stands before `.ics`; of a file that is no calendar the empty name, which nothing has */
function nameOf(file: string): string {
  return file.endsWith('.ics') ? file.slice(0, -'.ics'.length) : '';
}

/** @throws Refusal where the measure has no calendar */
async function eventsOf(
  server: ReadingServer,
  reader: Reader,
  measure: string,
  language: PrintLanguage,
): Promise<CalendarItem[]> {
  if (!hasCalendar(server, measure)) throw new Refusal('not-found');
  return measureEvents(server, reader, measure, printNames(server.organisation, language));
}

function hasCalendar({ organisation }: ReadingServer, id: string): boolean {
  return organisation.measures.some((one) => one.id === id && calendarOf(one) !== undefined);
}

interface Shown {
  readonly measure: string | null;
  readonly language: PrintLanguage;
  readonly items: readonly CalendarItem[];
  readonly isPublic: boolean;
}

function calendarText(server: ReadingServer, request: FastifyRequest, { measure, ...shown }: Shown): string {
  const { organisation } = server;
  const names = printNames(organisation, shown.language);
  const found = organisation.measures.findLast(({ id }) => id === measure);
  const what = found === undefined ? deadlines[shown.language] : names.pick(found.wording)?.title;
  const title = `${names.abbreviation}: ${what ?? measure}`;
  return icsOf({ ...shown, title, base: baseOf(request, server) });
}

/** Whoever is signed in with an office key; a person who was let in hands out nothing. */
function withKey({ session }: FastifyRequest): FoundSession {
  if (session === undefined) throw new Refusal('sign-in-needed');
  if (session.person !== undefined) throw new Refusal('key-needed');
  return session;
}

function addressRoutes(app: App, server: Server): void {
  const { db, now } = server;
  app.get(
    paths.calendars,
    { schema: { summary: "The office's calendar addresses", tags, response: { 200: OwnCalendars } } },
    async (request, reply) => {
      const { session } = request;
      if (session === undefined) throw new Refusal('sign-in-needed');
      const register = await server.readRegister();
      const rows = await listAddresses(db, session);
      reply.headers(noStore);
      const calendars = rows.map(({ id, keyId, measure, language, made, used }) => ({
        ...{ id, language, made },
        isValid: isKeyValid(register, session.participant, keyId, now()),
        ...(measure === null ? {} : { measure }),
        ...(used === null ? {} : { used }),
      }));
      return { calendars };
    },
  );
  app.post(
    paths.calendars,
    {
      config: limited,
      schema: {
        summary: 'Make a calendar address',
        tags,
        body: NewCalendar,
        response: { 201: MadeCalendar },
      },
    },
    async (request, reply) => {
      const session = withKey(request);
      const { measure } = request.body;
      if (measure !== undefined && !hasCalendar(server, measure)) throw new Refusal('not-found');
      const made = await makeAddress(db, session, request.body);
      if (made === undefined) throw new Refusal('calendars-full');
      reply.headers(noStore);
      return reply.code(201).send({ id: made.id, path: paths.calendarFile(`${made.secret}.ics`) });
    },
  );
  app.delete(
    paths.calendar(':id'),
    {
      schema: {
        summary: 'End a calendar address',
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      if (!(await endAddress(db, withKey(request), request.params.id))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
}
