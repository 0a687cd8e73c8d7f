import { readFileSync } from 'node:fs';
import { composePrint, type PrintedNotice } from '@rapport/notices';
import { csvOf } from '../packages/server/src/export/csv.ts';
import type { Cell, Table } from '../packages/server/src/export/table.ts';
import { xlsxOf } from '../packages/server/src/export/xlsx.ts';
import { loadOrganisation } from '../packages/server/src/organisation/load.ts';
import { openPrinter } from '../packages/server/src/print/printer.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

const folder = new URL('../organisations/demo-strait/', import.meta.url);
const section = 'On paper';

/** What printing and saving cost: a bilingual note of two pages, and lists of many rows. */
export const paper: Section = {
  name: 'paper',
  run: async ({ length, say }) => {
    const prints = length === 'quick' ? 30 : 200;
    const rows = length === 'quick' ? 10_000 : 100_000;
    say(`${prints} notes; lists of ${rows} rows`);
    return [...(await printing(prints)), await saving('CSV', rows), await saving('XLSX', rows)];
  },
};

async function printing(count: number): Promise<Row[]> {
  const make = noteMaker();
  const printer = openPrinter();
  const times: number[] = [];
  await printer.print(make(0));
  for (let i = 1; i <= count; i += 1) {
    const begun = performance.now();
    await printer.print(make(i));
    times.push(performance.now() - begun);
  }
  await printer.close();
  const last = [...times].sort((a, b) => a - b)[Math.ceil(count * 0.99) - 1] ?? 0;
  const what = 'a note verbale in English and Arabic, two pages';
  return [
    { section, what: `${what}: median`, unit: 'ms', figure: figureOf(times) },
    { section, what: `${what}: p99`, unit: 'ms', figure: figureOf([last]) },
  ];
}

/** Makes notes that differ, so that nothing of one serves the next. */
function noteMaker(): (number: number) => PrintedNotice {
  const organisation = loadOrganisation(folder.pathname);
  const measure = organisation.measures.find(({ id }) => id === 'fairway-works');
  if (measure === undefined) throw new Error('no fairway-works');
  const path = new URL('measures/fairway-works/examples/accepted-works.json', folder);
  const { answers } = JSON.parse(readFileSync(path, 'utf8')) as { answers: Record<string, string> };
  return (number) => {
    const id = number.toString(16).padStart(64, '0');
    const filed = {
      ...{ index: number, takenIn: 1_800_000_000_000, id, reference: `CLS/NOT/QM/2027/${number}` },
      notice: {
        ...{ log: 'x', participant: 'QM', office: 'signing-officer', step: 'announce', nonce: '' },
        measure: { id: measure.id, edition: measure.edition, hash: measure.hash },
        audience: { kind: 'participants' as const },
        answers: { ...answers, subject: `Dredging ${number}` },
        ...{ attachments: [], date: '2027-03-01T09:00:00Z' },
      },
    };
    return composePrint({
      ...{ template: 'note', languages: ['en', 'ar'], organisation, measure, filed, thread: [filed] },
      ...{ enrolled: ['QM', 'QN'], log: organisation.origin, isDemonstration: true },
      address: `https://rapport.invalid/verify/${id}`,
    });
  };
}

async function saving(kind: 'CSV' | 'XLSX', count: number): Promise<Row> {
  const begun = performance.now();
  let bytes = 0;
  const written = kind === 'CSV' ? csvOf(tableOf(count), true) : xlsxOf(tableOf(count));
  for await (const piece of written) bytes += piece.length;
  const perSecond = count / ((performance.now() - begun) / 1000);
  const note = `${count} rows of 10 cells, ${Math.round(bytes / 1024)} KiB`;
  return { section, what: `a list as ${kind}`, unit: 'rows/s', figure: figureOf([perSecond]), note };
}

function tableOf(count: number): Table {
  const columns = Array.from({ length: 10 }, (_, i) => `Column ${i}`);
  return { title: 'List', columns, rows: rowsOf(count), isRightToLeft: false, more: 'more' };
}

async function* rowsOf(count: number): AsyncGenerator<readonly Cell[]> {
  for (let i = 0; i < count; i += 1)
    yield [i, new Date(i * 1000), ...Array.from({ length: 8 }, (_, k) => `text ${i} of column ${k}`)];
}
