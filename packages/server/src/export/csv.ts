import { boundedRows, type Cell, type Table } from './table.ts';

/** Rows gathered before they are handed on. */
const rowsAtOnce = 200;

/**
 * A table as CSV (RFC 4180): lines end with CR LF, quotes are doubled.
 *
 * @param withMark - whether it begins with the mark by which spreadsheet programs know UTF-8
 */
export async function* csvOf(table: Table, withMark: boolean): AsyncGenerator<string> {
  let lines = `${withMark ? '\ufeff' : ''}${lineOf(table.columns)}`;
  let count = 0;
  for await (const row of boundedRows(table)) {
    lines += lineOf(row);
    count += 1;
    if (count % rowsAtOnce > 0) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

function lineOf(row: readonly Cell[]): string {
  return `${row.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell instanceof Date ? `${cell.toISOString().slice(0, 19)}Z` : harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet program would take for a formula begins with an apostrophe, so that it is a text there too. */
function harmless(text: string): string {
  return /^[\s\0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
