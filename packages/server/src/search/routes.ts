import { paths, SearchPage } from '@rapport/api';
import { searchLengthMax } from '@rapport/notices';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { isOutOfTime } from '../db/connect.ts';
import { languageOf, Refusal } from '../problems.ts';
import { Gate } from './gate.ts';
import { search } from './search.ts';
import { knownNames } from './search-condition.ts';

/** No other characters: PostgreSQL takes no NUL in a text. */
const Name = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9-]+$' });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

const SearchQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: searchLengthMax })),
  box: Type.Optional(Type.Union([Type.Literal('received'), Type.Literal('sent'), Type.Literal('all')])),
  dimension: Type.Optional(Name),
  measure: Type.Optional(Name),
  participant: Type.Optional(Name),
  state: Type.Optional(Name),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  before: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
});

const dayMs = 86_400_000;
/** What was filed a moment ago is worth this much waiting. */
const waitMsMax = 300;
const searchesAtOnce = 4;
const searchesWaitingMax = 100;

/** Finding notices by what they say, each reader among those that it may see. */
export function searchRoutes(app: App, server: ReadingServer): void {
  const names = knownNames(server.organisation);
  const gate = new Gate(searchesAtOnce, searchesWaitingMax);
  app.get(
    paths.search,
    {
      schema: {
        summary: 'Find notices by what they say',
        tags: ['reading'],
        querystring: SearchQuery,
        response: { 200: SearchPage },
      },
    },
    async (request, reply) => {
      const { q = '', box = 'all', limit = 25, dimension, measure, from, until, ...rest } = request.query;
      const asked = {
        ...{ q, box, limit, language: languageOf(request), ...rest },
        ...(from === undefined ? {} : { from: dayOf(from) }),
        ...(until === undefined ? {} : { until: dayOf(until) + dayMs }),
        ...measuresOf(server, dimension, measure),
      };
      reply.header('cache-control', 'private, no-store');
      const { frontier } = await server.readHead();
      const behind = await server.searchIndex.reach(frontier.size, waitMsMax);
      const found = await gate.pass(() => search(server, names, request.reader, asked)).catch(refuseSlow);
      if (found === 'full') throw new Refusal('too-many');
      return { ...found, behind };
    },
  );
}

function dayOf(text: string): number {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at)) throw new Refusal('body-form');
  return at;
}

/** A measure that there is none of finds nothing, as one without notices does. */
function measuresOf(
  { organisation }: ReadingServer,
  dimension: string | undefined,
  measure: string | undefined,
) {
  if (measure !== undefined) return { measures: [measure] };
  if (dimension === undefined) return {};
  const ids = organisation.measures.filter((one) => one.dimension === dimension).map(({ id }) => id);
  return { measures: ids.length === 0 ? [dimension] : [...new Set(ids)] };
}

function refuseSlow(error: unknown): never {
  throw isOutOfTime(error) ? new Refusal('search-too-wide') : error;
}
