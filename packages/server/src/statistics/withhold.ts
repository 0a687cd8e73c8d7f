/** A table of counts as it may be shown. What is `undefined` is not given. */
export interface ShownTable {
  readonly cells: readonly (readonly (number | undefined)[])[];
  /** Of each row, at least so many. */
  readonly rowTotals: readonly number[];
  /** Of each column, at least so many. */
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/** Counts below it are not given; totals are rounded down to a multiple of it. */
export const floor = 5;

/**
 * Leaves out what could point to somebody: each count below the floor; and where that leaves a row or column of
 * several with exactly one gap, its smallest other count too, until none has exactly one. Totals are of what is
 * shown, rounded down: they are lower bounds, and say nothing of what is not.
 *
 * @param counts - rows of equal length, whole numbers from 0
 */
export function withhold(counts: readonly (readonly number[])[]): ShownTable {
  const cells = counts.map((row) => row.map((count) => (count < floor ? undefined : count)));
  while (linesOf(cells).some((line) => closeGap(cells, line))) {
    // each round leaves out one more
  }
  const rowSums = cells.map((row) => sum(row));
  return {
    cells,
    rowTotals: rowSums.map(roundDown),
    columnTotals: columnsOf(cells).map((column) =>
      roundDown(sum(column.map(([row, place]) => cells[row]?.[place]))),
    ),
    total: roundDown(sum(rowSums)),
  };
}

/** To a multiple of the floor. */
export function roundDown(count: number): number {
  return count - (count % floor);
}

export function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((all, count = 0) => all + count, 0);
}

type Place = readonly [row: number, column: number];
type Cells = (number | undefined)[][];

function columnsOf(cells: Cells): Place[][] {
  return (cells[0] ?? []).map((_, column) => cells.map((_row, row): Place => [row, column]));
}

function linesOf(cells: Cells): Place[][] {
  const rows = cells.map((row, place) => row.map((_, column): Place => [place, column]));
  return [...rows, ...columnsOf(cells)];
}

/** @returns whether one more count of the line was left out */
function closeGap(cells: Cells, line: readonly Place[]): boolean {
  const shown = line.flatMap(([row, column]) => {
    const count = cells[row]?.[column];
    return count === undefined ? [] : [{ row, column, count }];
  });
  const [smallest] = shown.toSorted((a, b) => a.count - b.count);
  if (smallest === undefined || line.length - shown.length !== 1) return false;
  const row = cells[smallest.row];
  if (row !== undefined) row[smallest.column] = undefined;
  return true;
}
