import { pageNoticesMax, paths, ReleasedPage } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import { readReleased } from './released-queries.ts';

/** No other characters: PostgreSQL takes no NUL in a text. */
const Id = Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9-]+$' });

const Query = Type.Object({
  measure: Type.Optional(Id),
  dimension: Type.Optional(Id),
  participant: Type.Optional(Id),
  before: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageNoticesMax })),
});

/** What is everybody's to read: the same answer for whoever asks. */
export function releasedRoutes(app: App, server: ReadingServer): void {
  const { db, organisation, abbreviation } = server;
  app.get(
    paths.released,
    {
      config: { asPublic: true },
      schema: {
        summary: 'Notices that everybody may read, newest first',
        tags: ['reading'],
        querystring: Query,
        response: { 200: ReleasedPage },
      },
    },
    async (request, reply) => {
      const { measure, dimension, limit = 20, ...rest } = request.query;
      const measures = measuresOf(organisation, measure, dimension);
      void reply.header('cache-control', 'public, no-cache');
      const part = measures === undefined ? rest : { ...rest, measures };
      return readReleased(db, organisation, abbreviation, { ...part, limit });
    },
  );
}

/** The measures of a part of the catalogue; `undefined` is all of them. */
export function measuresOf(
  { measures }: Organisation,
  measure: string | undefined,
  dimension: string | undefined,
): string[] | undefined {
  if (measure === undefined && dimension === undefined) return undefined;
  const ids = measures.filter((one) => dimension === undefined || one.dimension === dimension);
  const all = [...new Set(ids.map(({ id }) => id))];
  return measure === undefined ? all : all.filter((id) => id === measure);
}
