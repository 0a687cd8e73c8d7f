import { describe, expect, test } from 'vitest';
import { roundDown, sum, withhold } from './withhold.ts';

type Counts = readonly (readonly number[])[];
interface Shown {
  readonly cells: readonly (readonly (number | undefined)[])[];
}

/** Every table of a size with counts from a few values. */
function* tablesOf(rows: number, columns: number, values: readonly number[]): Generator<number[][]> {
  const places = rows * columns;
  for (let code = 0; code < values.length ** places; code += 1) {
    const flat = Array.from(
      { length: places },
      (_, i) => values[Math.floor(code / values.length ** i) % values.length] ?? 0,
    );
    yield Array.from({ length: rows }, (_, row) => flat.slice(row * columns, (row + 1) * columns));
  }
}

/**
 * The cells not given that somebody can work out who knows the rule and sees the whole answer: those that are the
 * same in every table with that answer.
 */
function workedOut(rule: (counts: Counts) => Shown, tables: Iterable<number[][]>): string[] {
  const byAnswer = new Map<string, { shown: Shown; counts: Counts[] }>();
  for (const counts of tables) {
    const shown = rule(counts);
    const answer = JSON.stringify(shown, (_, value: unknown) => (value === undefined ? null : value));
    const known = byAnswer.get(answer) ?? { shown, counts: [] };
    known.counts.push(counts);
    byAnswer.set(answer, known);
  }
  return [...byAnswer].flatMap(([answer, { shown, counts }]) => {
    const isKnown = shown.cells.some((row, y) =>
      row.some((cell, x) => cell === undefined && new Set(counts.map((one) => one[y]?.[x])).size === 1),
    );
    return isKnown ? [answer] : [];
  });
}

const sizes: readonly (readonly [number, number, readonly number[]])[] = [
  [1, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [1, 2, [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 14]],
  [1, 3, [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 14]],
  [2, 2, [0, 1, 3, 4, 5, 6, 9, 10, 14]],
  [2, 3, [0, 2, 4, 5, 9]],
  [3, 3, [0, 4, 7]],
  [1, 5, [0, 1, 4, 5, 14]],
];

describe('what is not given', () => {
  test.each(sizes)('cannot be worked out in any table of %i by %i', (rows, columns, values) => {
    expect(workedOut(withhold, tablesOf(rows, columns, values))).toEqual([]);
  });

  const gapsOf = (counts: Counts) => counts.map((row) => row.map((count) => (count < 5 ? undefined : count)));

  test('could be under a rule that rounds the true totals', () => {
    const naive = (counts: Counts) => ({
      cells: gapsOf(counts),
      totals: counts.map((row) => roundDown(sum(row))),
    });
    expect(workedOut(naive, tablesOf(1, 3, [0, 1, 2, 3, 4, 14]))).not.toEqual([]);
  });

  test('could be under a rule that gives the true totals', () => {
    const naive = (counts: Counts) => ({ cells: gapsOf(counts), totals: counts.map((row) => sum(row)) });
    expect(workedOut(naive, tablesOf(1, 2, [0, 1, 2, 3, 4, 5, 6]))).not.toEqual([]);
  });
});

describe('the rule', () => {
  test('leaves out what is below the floor, and the smallest beside a single gap', () => {
    expect(withhold([[4, 9, 7, 31]])).toEqual({
      cells: [[undefined, 9, undefined, 31]],
      rowTotals: [40],
      columnTotals: [0, 5, 0, 30],
      total: 40,
    });
  });

  test('gives what is at the floor', () => {
    expect(withhold([[5, 6]]).cells).toEqual([[5, 6]]);
  });

  test('leaves no row and no column of several with exactly one gap', () => {
    const wrong = [...tablesOf(3, 3, [0, 5, 8])].filter((counts) => {
      const { cells } = withhold(counts);
      const columns = [0, 1, 2].map((x) => cells.map((row) => row[x]));
      return [...cells, ...columns].some((line) => line.filter((cell) => cell === undefined).length === 1);
    });
    expect(wrong).toEqual([]);
  });

  test('takes a table of nothing', () => {
    expect(withhold([])).toEqual({ cells: [], rowTotals: [], columnTotals: [], total: 0 });
  });
});
