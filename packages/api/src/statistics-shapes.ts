import { type Static, Type } from 'typebox';

const Count = Type.Integer({ minimum: 0 });

/** Counts of what everybody may read; one that is absent is not given. */
const Counts = {
  notices: Type.Integer({ minimum: 0, description: 'at least; threads and replies together' }),
  threads: Type.Optional(Count),
  replies: Type.Optional(Count),
  takings: Type.Optional(Count),
};
const StatisticsCounts = Type.Object(Counts);
export type StatisticsCounts = Static<typeof StatisticsCounts>;

const ByDimension = Type.Array(Type.Object({ id: Type.String(), ...Counts }));
const Totals = Type.Object(Counts, { description: 'lower bounds: of what is given, rounded down' });

/** Public statistics by year (UTC) and dimension. No participant is named or counted. */
export const Statistics = Type.Object(
  {
    origin: Type.String({ description: "the log's name" }),
    asOf: Type.Integer({ description: 'when the newest entry counted was taken in, POSIX milliseconds' }),
    size: Type.Integer({ minimum: 0, description: 'how many entries the log had' }),
    floor: Type.Integer({ minimum: 1, description: 'counts below it are not given' }),
    dimensions: Type.Array(
      Type.Object({ id: Type.String(), name: Type.Record(Type.String(), Type.String()) }),
    ),
    years: Type.Array(
      Type.Object({
        year: Type.Integer(),
        entries: Type.Integer({ minimum: 0, description: 'of the log, whoever may read them' }),
        dimensions: ByDimension,
        totals: Totals,
      }),
    ),
    allYears: Type.Object({ dimensions: ByDimension, totals: Totals }),
  },
  { $id: 'Statistics' },
);
export type Statistics = Static<typeof Statistics>;
