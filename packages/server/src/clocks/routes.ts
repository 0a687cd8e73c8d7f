import { ClockPage, ClockSummary, paths } from '@rapport/api';
import { isInForce, type Reader } from '@rapport/notices';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { Refusal } from '../problems.ts';
import { withSubjects } from '../reading/subjects.ts';
import { readClockCounts, readClockItems } from './clock-queries.ts';
import { readYearItems } from './year-readings.ts';

const ItemsQuery = Type.Object({
  side: Type.Union([Type.Literal('owed'), Type.Literal('awaited')]),
  state: Type.Union([Type.Literal('running'), Type.Literal('passed'), Type.Literal('suspended')]),
  after: Type.Optional(Type.String({ pattern: '^-?[0-9]{1,15}\\.[0-9]{1,15}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

const noStore = { 'cache-control': 'private, no-store' };
const none = { running: 0, passed: 0, suspended: 0, met: 0, metLate: 0 };

/** Clocks of all threads of the reader's participant: what it owes, and what is owed to it. Nobody reads another's. */
export function clockRoutes(app: App, server: ReadingServer): void {
  const { db, organisation, abbreviation } = server;
  const tags = ['reading'];
  app.get(
    paths.clocks,
    { schema: { summary: 'What the participant owes, counted', tags, response: { 200: ClockSummary } } },
    async (request, reply) => {
      const { participant } = signedIn(request.reader);
      const now = server.now();
      const adherence = await server.readAdherence();
      const inForce = organisation.measures.filter((one) => isInForce(one, organisation, adherence, now));
      const counts = await readClockCounts(db, [participant], now);
      const years = await readYearItems(db, participant, inForce, { organisation, adherence }, now);
      reply.headers(noStore);
      return { at: now, counts: counts.get(participant) ?? none, years };
    },
  );
  app.get(
    paths.clockItems,
    {
      schema: {
        summary: 'Clocks of one state, by when they are due',
        tags,
        querystring: ItemsQuery,
        response: { 200: ClockPage },
      },
    },
    async (request, reply) => {
      const { participant } = signedIn(request.reader);
      const { after, limit = 50, ...rest } = request.query;
      const now = server.now();
      const place = after === undefined ? {} : { after: placeOf(after) };
      const found = await readClockItems(db, participant, { ...rest, ...place, limit }, now, abbreviation);
      const { next } = found;
      const items = await withSubjects(db, request.reader, found.items, (item) =>
        organisation.measures.find(({ id, edition }) => id === item.measure && edition === item.edition),
      );
      reply.headers(noStore);
      return {
        at: now,
        items,
        ...(next === undefined ? {} : { next: `${next.due}.${next.id}` }),
      };
    },
  );
}

function placeOf(text: string): { due: number; id: number } {
  const [due = 0, id = 0] = text.split('.').map(Number);
  return { due, id };
}

function signedIn(reader: Reader) {
  if (reader === 'public') throw new Refusal('sign-in-needed');
  return reader;
}
