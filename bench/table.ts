import type { Figure } from './statistics.ts';

/** What a row must reach. */
export interface Target {
  readonly is: 'at-least' | 'at-most';
  readonly value: number;
}

/** One line of the table. */
export interface Row {
  readonly section: string;
  readonly what: string;
  readonly unit: string;
  readonly figure: Figure;
  readonly target?: Target;
  /** What a reader needs beside the figure, such as the share of a peer's in the same run. */
  readonly note?: string;
}

export type Verdict = 'met' | 'missed' | undefined;

export function verdictOf({ figure, target }: Row): Verdict {
  if (target === undefined) return undefined;
  const isMet = target.is === 'at-least' ? figure.median >= target.value : figure.median <= target.value;
  return isMet ? 'met' : 'missed';
}

/** The rows as a table in plain text, a heading for each section. */
export function formatTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines: string[] = [];
  for (const [at, row] of rows.entries()) {
    if (rows[at - 1]?.section !== row.section) lines.push('', row.section);
    lines.push(`  ${row.what.padEnd(width)}  ${figureText(row)}  ${endOf(row)}`.trimEnd());
  }
  return lines.join('\n');
}

function figureText({ figure, unit }: Row): string {
  const range = figure.rounds === 1 ? '' : `(${digits(figure.min)} to ${digits(figure.max)})`;
  return `${digits(figure.median).padStart(8)} ${unit.padEnd(6)} ${range.padEnd(20)}`;
}

function endOf(row: Row): string {
  const verdict = verdictOf(row);
  const target =
    row.target && `${row.target.is === 'at-least' ? '>=' : '<='} ${row.target.value}: ${verdict}`;
  return [target, row.note].filter((part) => part !== undefined).join('; ');
}

/** Three digits that mean something; whole numbers from a hundred on. */
function digits(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
