import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';
import { boundedRows, type Cell, type Table } from './table.ts';

async function* rowsOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

function table(rows: readonly (readonly Cell[])[]): Table {
  return { title: 't', columns: ['One', 'Two'], rows: rowsOf(rows), isRightToLeft: false, more: 'more' };
}

async function textOf(rows: readonly (readonly Cell[])[], withMark = false): Promise<string> {
  let text = '';
  for await (const part of csvOf(table(rows), withMark)) text += part;
  return text;
}

test('lines end with CR LF; quotes, commas and line ends are quoted', async () => {
  const at = new Date('2027-03-01T09:05:07.900Z');
  expect(
    await textOf([
      ['a "b"', 'c, d'],
      ['e\nf', at],
      [12, undefined],
      ['نص', 'где'],
    ]),
  ).toBe('One,Two\r\n"a ""b""","c, d"\r\n"e\nf",2027-03-01T09:05:07Z\r\n12,\r\nنص,где\r\n');
});

test('the mark is there where it is asked for, once', async () => {
  expect((await textOf([], true)).charCodeAt(0)).toBe(0xfeff);
  expect((await textOf([])).charCodeAt(0)).toBe('O'.charCodeAt(0));
});

test.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =cmd', '\r=1', '＝1'])(
  'no spreadsheet program takes %j for a formula',
  async (text) => {
    const [, line = ''] = (await textOf([[text]])).split('\r\n');
    expect(line.replace(/^"/, '')).toMatch(/^'/);
  },
);

test.each(['a=1', '1-2', 'x@y'])('%j stays as it is', async (text) => {
  expect(await textOf([[text]])).toBe(`One,Two\r\n${text}\r\n`);
});

test('a file ends where it is full, and says so', async () => {
  const rows: (readonly Cell[])[] = [];
  for await (const row of boundedRows(table([['1'], ['2'], ['3']]), 2)) rows.push(row);
  expect(rows).toEqual([['1'], ['2'], ['more']]);
  rows.length = 0;
  for await (const row of boundedRows(table([['1'], ['2']]), 2)) rows.push(row);
  expect(rows).toEqual([['1'], ['2']]);
});
