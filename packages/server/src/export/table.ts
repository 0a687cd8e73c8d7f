/** One value of a list: a text, a number, or an instant. */
export type Cell = string | number | Date | undefined;

/** A list to be saved: as many rows as there are, made while they are written. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  readonly isRightToLeft: boolean;
  /** Said in a last row where there are more. */
  readonly more: string;
}

/** The most rows of one file. */
export const rowsMax = 100_000;

/** The rows of a table up to the most that a file holds, and after them, where there are more, that there are. */
export async function* boundedRows({ rows, more }: Table, most = rowsMax): AsyncGenerator<readonly Cell[]> {
  let count = 0;
  for await (const row of rows) {
    if (count === most) {
      yield [more];
      return;
    }
    count += 1;
    yield row;
  }
}
