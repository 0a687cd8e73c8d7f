import type { YearItem } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import { type Adherence, readQuota, readYearly, type YearReading } from '@rapport/notices';
import type { Queryable } from '../db/connect.ts';
import { readFiledUnder } from '../filing/filing-queries.ts';

/**
 * The clocks of the year and the quotas of one participant: of every measure that it has taken up, each as its
 * edition in force says.
 *
 * @param measures - the editions in force
 * @param now - POSIX milliseconds
 */
export async function readYearItems(
  db: Queryable,
  participant: string,
  measures: readonly Measure[],
  { organisation, adherence }: { organisation: Organisation; adherence: Adherence },
  now: number,
): Promise<YearItem[]> {
  const takings = [...adherence.takings.values()].filter((taking) => taking.participant === participant);
  const taken = new Set(takings.map(({ measure }) => measure));
  const ofYear = measures.filter(
    ({ id, clocks }) => taken.has(id) && clocks.some(({ kind }) => kind === 'yearly' || kind === 'quota'),
  );
  const filed = await readFiledUnder(
    db,
    participant,
    ofYear.map(({ id }) => id),
  );
  return ofYear.flatMap((measure) => {
    const context = { measure, participant, capitals: organisation, filed: filed.get(measure.id) ?? [], now };
    const readings = measure.clocks.flatMap((clock): YearReading[] => {
      if (clock.kind === 'yearly') return readYearly(clock, takings, context);
      return clock.kind === 'quota' ? [readQuota(clock, context)] : [];
    });
    return readings.map((reading) => itemOf(reading, measure));
  });
}

function itemOf(reading: YearReading, { id, edition }: Measure): YearItem {
  const { clock, step, due, year, state, at, used, limit } = reading;
  return {
    measure: id,
    edition,
    clock,
    step,
    due,
    year,
    state,
    ...(at === undefined ? {} : { at }),
    ...(used === undefined ? {} : { used }),
    ...(limit === undefined ? {} : { limit }),
  };
}
