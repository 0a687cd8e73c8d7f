import { paths } from '@rapport/api';
import type { Reader, Reference } from '@rapport/notices';
import { encodeHex } from '@rapport/record';
import { Type } from 'typebox';
import type { App, ReadingServer } from '../app.ts';
import type { Queryable } from '../db/connect.ts';
import { type AnswerPage, wantsPage } from '../pages/routes.ts';
import { Refusal } from '../problems.ts';
import { visibleSql, visibleTo } from './visible.ts';

const Params = Type.Object({
  organisation: Type.String({ maxLength: 64 }),
  series: Type.Union([Type.Literal('NOT'), Type.Literal('REG')]),
  participant: Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9-]+$' }),
  year: Type.Integer({ minimum: 0, maximum: 9_999 }),
  number: Type.String({ pattern: '^[0-9]{1,9}$' }),
});

/**
 * The address by which people quote a notice: it leads to the notice, for whoever may read it. Where there is none,
 * a browser gets the page that says so and a program a problem.
 *
 * @param page - answers with the page of an address; this one is no page, so it says that nothing is here
 */
export function referenceRoutes(app: App, server: ReadingServer, page: AnswerPage | undefined): void {
  app.get(
    paths.byReference(':organisation/:series/:participant/:year/:number'),
    { schema: { summary: 'Find a notice by its reference', tags: ['reading'], params: Params } },
    async (request, reply) => {
      const { organisation, number, ...rest } = request.params;
      const id =
        organisation === server.abbreviation
          ? await findByReference(server.db, request.reader, { ...rest, number: Number(number) })
          : undefined;
      if (id === undefined && page !== undefined && wantsPage(request)) return page(request, reply);
      if (id === undefined) throw new Refusal('not-found');
      void reply.header('cache-control', 'private, no-store');
      return reply.redirect(`/notices/${id}`, 303);
    },
  );
}

/** The id of a notice; `undefined` where there is none or the reader may not see it: nobody can tell which. */
async function findByReference(
  db: Queryable,
  reader: Reader,
  { participant, year, series, number }: Reference,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: Buffer }>(
    `select n.id from notices n
      where n.participant = $1 and n.year = $2 and n.series = $3 and n.number = $4 and ${visibleSql(reader, 5)}`,
    [participant, year, series, number, visibleTo(reader)],
  );
  const [row] = rows;
  return row && encodeHex(row.id);
}
