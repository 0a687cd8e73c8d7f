import type { Statistics, StatisticsCounts } from '@rapport/api';
import type { Cell, Table } from '../export/table.ts';

/** The statistics as one count a line. Codes, not words: it is for programs. */
export function statisticsTable({ years, allYears }: Statistics): Table {
  const rows: Cell[][] = [
    ...years.map(({ year, entries }): Cell[] => [year, 'all', 'entries', entries]),
    ...years.flatMap(({ year, dimensions, totals }) => [
      ...dimensions.flatMap(({ id, ...counts }) => linesOf(year, id, counts, false)),
      ...linesOf(year, 'all', totals, true),
    ]),
    ...allYears.dimensions.flatMap(({ id, ...counts }) => linesOf('all', id, counts, true)),
    ...linesOf('all', 'all', allYears.totals, true),
  ];
  const columns = ['year', 'dimension', 'counted', 'count'];
  return { title: 'statistics', columns, rows: inTurn(rows), isRightToLeft: false, more: '' };
}

async function* inTurn(rows: readonly Cell[][]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

function linesOf(year: Cell, dimension: string, counts: StatisticsCounts, isTotal: boolean): Cell[][] {
  const bound = isTotal ? '-at-least' : '';
  return [
    [year, dimension, 'notices-at-least', counts.notices],
    [year, dimension, `threads${bound}`, counts.threads],
    [year, dimension, `replies${bound}`, counts.replies],
    [year, dimension, `takings${bound}`, counts.takings],
  ];
}
