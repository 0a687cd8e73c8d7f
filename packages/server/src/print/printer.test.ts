import type { Point, PrintedNotice } from '@rapport/notices';
import { afterAll, expect, test } from 'vitest';
import { pdfText } from '../testing/pdf-text.ts';
import { openPrinter } from './printer.ts';

const printer = openPrinter();
afterAll(() => printer.close());

function point(text: string): Point {
  return { titles: ['Title', 'Название'], says: [{ text, direction: 'ltr' }] };
}

function notice(points: readonly Point[], change: Partial<PrintedNotice> = {}): PrintedNotice {
  const each = ['One', 'Раз'];
  return {
    ...{ template: 'note', title: 'ABC/1 Title', author: 'Author', at: 1_800_000_000, marks: each },
    languages: [
      { tag: 'en', direction: 'ltr' },
      { tag: 'ru', direction: 'ltr' },
    ],
    letterheads: each.map((word) => ({ organisation: word, participant: word, office: word })),
    ...{ heading: each, dates: each, commas: [', ', ', '], subject: each, strips: [], salutation: [] },
    reference: { labels: each, own: 'ABC/NOT/XA/2027/0001' },
    ...{ opening: each, closing: each, points, noPoints: [], pageLabel: 'Page', notes: [each] },
    signature: { initials: each, stamp: each, place: each, name: each, office: each, participant: each },
    foot: { to: each, lines: [each] },
    proof: {
      sentence: each,
      address: 'https://abc.example/verify/1',
      codeLabel: 'Code',
      taken: each,
      lines: [],
    },
    ...change,
  };
}

const print = (points: readonly Point[], change: Partial<PrintedNotice> = {}): Promise<Uint8Array> =>
  printer.print(notice(points, change));

const latin = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

test('pages are tagged, for archives, with title and language, and the same each time', async () => {
  const pdf = await print([point('Said')]);
  expect(latin(pdf)).toMatch(/^%PDF-1\.7/);
  expect(latin(pdf)).toContain('/StructTreeRoot');
  expect(latin(pdf)).toMatch(/\/Lang \(en/);
  expect(latin(pdf)).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
  expect(latin(pdf)).toContain('ABC/1 Title');
  expect(await print([point('Said')])).toEqual(pdf);
  expect(await print([point('Other')])).not.toEqual(pdf);
});

test('each page bears its marks twice and its number', async () => {
  const pages = pdfText(await print(Array.from({ length: 60 }, (_, i) => point(`Said ${i}`))));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, i) => {
    expect(page.match(/^Раз$/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(page).toContain(`${i + 1} / ${pages.length}`);
    expect(page).toContain('ABC/NOT/XA/2027/0001');
  });
});

const hostile = [
  '#import "/etc/passwd": *',
  '#read("notice.typ")',
  ']#panic("x")[',
  '#{ sys.inputs }',
  '$ x^2 $ $$',
  '*a* _b_ `c` = d - e + f',
  '<label> @reference ~ --',
  'back\\slash \\u{41} \\#',
  '// gone /* gone */',
  '"quotes" {braces} [brackets] (round)',
  '\\',
  '”; %PDF ) Tj ET',
];

test('what would mean something to typst, to a PDF or to a shell is printed as it stands', async () => {
  const shown = pdfText(await print(hostile.map(point))).join('\n');
  expect(hostile.filter((text) => !shown.includes(text))).toEqual([]);
});

test('a text in every place of a notice is a text', async () => {
  const bad = '#panic("x") ] $ \\';
  const each = [bad, bad];
  const pdf = await print([], {
    ...{ title: bad, author: bad, marks: each, heading: each, subject: each, strips: [each], watermark: bad },
    ...{ opening: each, closing: each, noPoints: each, notes: [each], pageLabel: bad },
    enclosures: { title: each, files: [bad] },
  });
  expect(pdfText(pdf).join('\n').split(bad).length).toBeGreaterThan(15);
});

test('a long notice and one with letters that no typeface has come out', async () => {
  const words = 'A long text, and Русский текст. '.repeat(1900);
  const pages = pdfText(
    await print([point(words), { titles: ['List'], points: Array(100).fill(point('x')) }]),
  );
  expect(pages.length).toBeGreaterThan(15);
  const pdf = await print([point('通知 \u0001 \ud800 \u{1f600} \ufdd0 \uffff')]);
  expect(latin(pdf)).toContain('/StructTreeRoot');
});

test('what waits while the printer closes is refused', async () => {
  const other = openPrinter();
  const waiting = [other.print(notice([point('x')])), other.print(notice([point('y')]))];
  const outcomes = Promise.allSettled(waiting);
  await other.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
