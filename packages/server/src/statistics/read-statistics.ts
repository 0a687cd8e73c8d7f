import type { Statistics, StatisticsCounts } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import type { ReadingServer } from '../app.ts';
import { countEntries, countReleased, yearsOfThreads } from './statistics-queries.ts';
import { floor, roundDown, type ShownTable, sum, withhold } from './withhold.ts';

type Part = Pick<ReadingServer, 'db' | 'organisation' | 'origin' | 'readAdherence' | 'readHead'>;

/** Something of a dimension, in a year. */
interface Counted {
  readonly year: number;
  readonly dimension: string | undefined;
  readonly count: number;
}

/**
 * What the public may read, counted by year and dimension with small counts left out, as of the newest entry. What
 * concerns the organisation itself belongs to no dimension and is not counted here: beside it, takings could be
 * worked out.
 */
export class StatisticsReader {
  readonly #server: Part;
  #known: Statistics | undefined;

  constructor(server: Part) {
    this.#server = server;
  }

  /** Counted once for each size of the log. */
  async read(): Promise<Statistics> {
    const { frontier, takenIn } = await this.#server.readHead();
    if (this.#known?.size === frontier.size) return this.#known;
    this.#known = await readStatistics(this.#server, frontier.size, takenIn);
    return this.#known;
  }
}

async function readStatistics(server: Part, size: number, asOf: number): Promise<Statistics> {
  const { db, organisation, origin } = server;
  const ids = organisation.dimensions.map(({ id }) => id);
  const released = await countReleased(db, size);
  const entries = await countEntries(db, size);
  const years = entries.map(({ year }) => year);
  const dimensionOf = dimensionsByMeasure(organisation);
  const count = (of: 'threads' | 'replies'): Counted[] =>
    released.map((one) => ({ year: one.year, dimension: dimensionOf.get(one.measure), count: one[of] }));
  const table = (counted: readonly Counted[]): ShownTable => withhold(tableOf(counted, years, ids));
  const tables = {
    threads: table(count('threads')),
    replies: table(count('replies')),
    takings: table(await countTakings(server, size, dimensionOf)),
  };
  return {
    origin,
    asOf,
    size,
    floor,
    dimensions: organisation.dimensions.map(({ id, name }) => ({ id, name: { ...name } })),
    years: entries.map((one, row) => ({ ...one, ...yearIn(tables, row, ids) })),
    allYears: allYearsIn(tables, ids),
  };
}

function dimensionsByMeasure({ measures }: Organisation): ReadonlyMap<string, string> {
  return new Map(measures.map(({ id, dimension }) => [id, dimension]));
}

async function countTakings(
  { db, readAdherence }: Part,
  size: number,
  dimensionOf: ReadonlyMap<string, string>,
): Promise<Counted[]> {
  const { takings } = await readAdherence();
  const years = await yearsOfThreads(db, [...takings.keys()], size);
  return [...takings].flatMap(([thread, { measure }]) => {
    const year = years.get(thread);
    return year === undefined ? [] : [{ year, dimension: dimensionOf.get(measure), count: 1 }];
  });
}

function tableOf(
  counted: readonly Counted[],
  years: readonly number[],
  dimensions: readonly string[],
): number[][] {
  return years.map((year) =>
    dimensions.map((dimension) =>
      sum(
        counted.filter((one) => one.year === year && one.dimension === dimension).map(({ count }) => count),
      ),
    ),
  );
}

type Tables = Readonly<Record<'threads' | 'replies' | 'takings', ShownTable>>;

function yearIn(
  { threads, replies, takings }: Tables,
  row: number,
  ids: readonly string[],
): Pick<Statistics['years'][number], 'dimensions' | 'totals'> {
  const at = ({ cells }: ShownTable, column: number): number | undefined => cells[row]?.[column];
  return {
    dimensions: ids.map((id, column) => ({
      id,
      ...countsOf(at(threads, column), at(replies, column), at(takings, column)),
    })),
    totals: countsOf(threads.rowTotals[row], replies.rowTotals[row], takings.rowTotals[row]),
  };
}

function allYearsIn({ threads, replies, takings }: Tables, ids: readonly string[]): Statistics['allYears'] {
  return {
    dimensions: ids.map((id, column) => ({
      id,
      ...countsOf(threads.columnTotals[column], replies.columnTotals[column], takings.columnTotals[column]),
    })),
    totals: countsOf(threads.total, replies.total, takings.total),
  };
}

/** Notices are threads and replies together, of what is shown of them: a lower bound. */
function countsOf(
  threads: number | undefined,
  replies: number | undefined,
  takings: number | undefined,
): StatisticsCounts {
  return {
    notices: roundDown(sum([threads, replies])),
    ...(threads === undefined ? {} : { threads }),
    ...(replies === undefined ? {} : { replies }),
    ...(takings === undefined ? {} : { takings }),
  };
}
