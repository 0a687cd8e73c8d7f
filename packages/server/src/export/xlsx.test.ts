import { expect, test } from 'vitest';
import { unzip } from '../testing/unzip.ts';
import type { Cell, Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

async function* rowsOf(rows: Iterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

async function fileOf(rows: Iterable<readonly Cell[]>, change: Partial<Table> = {}): Promise<Buffer> {
  const table = {
    title: 'List: a/b',
    columns: ['One', 'Two'],
    isRightToLeft: false,
    more: 'more',
    ...change,
  };
  const pieces: Buffer[] = [];
  for await (const piece of xlsxOf({ ...table, rows: rowsOf(rows) })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sheet = 'xl/worksheets/sheet1.xml';

test('holds texts, numbers and instants, each as what it is', async () => {
  const at = new Date('2027-03-01T12:00:00Z');
  const xml =
    unzip(
      await fileOf([
        ['=1+1 <&> "x" \u0000', 12],
        [at, undefined],
      ]),
    ).get(sheet) ?? '';
  expect(xml).toContain(
    't="inlineStr"><is><t xml:space="preserve">=1+1 &lt;&amp;&gt; &quot;x&quot; \ufffd</t>',
  );
  expect(xml).toContain('<c r="B2" s="0"><v>12</v></c>');
  expect(xml).toContain('<c r="A3" s="2"><v>46447.5</v></c>');
  expect(xml).not.toContain('<f>');
  expect(xml).not.toContain('rightToLeft');
});

test('runs from right to left where its language does; its sheet has a name that programs take', async () => {
  const files = unzip(await fileOf([['نص']], { isRightToLeft: true }));
  expect(files.get(sheet)).toContain('rightToLeft="1"');
  expect(files.get('xl/workbook.xml')).toContain('<sheet name="List  a b"');
});

test('the same rows give the same bytes', async () => {
  expect(await fileOf([['a']])).toEqual(await fileOf([['a']]));
});

test('every row is there, however many', async () => {
  function* many(): Generator<readonly Cell[]> {
    for (let i = 0; i < 5000; i += 1) yield [`row ${i}`, i];
  }
  const xml = unzip(await fileOf(many())).get(sheet) ?? '';
  expect(xml.match(/<row /g)).toHaveLength(5001);
  expect(xml.endsWith('<autoFilter ref="A1:B5001"/></worksheet>')).toBe(true);
});
