import { boundedRows, type Cell, rowsMax, type Table } from './table.ts';
import { zipOf } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Rows gathered before they are handed on. */
const rowsAtOnce = 200;

/** A table as a spreadsheet (Office Open XML), written while its rows are made. A text in it is never a formula. */
export function xlsxOf(table: Table): AsyncGenerator<Buffer> {
  return zipOf([
    { name: '[Content_Types].xml', content: [contentTypes] },
    { name: '_rels/.rels', content: [relations('officeDocument', 'xl/workbook.xml')] },
    { name: 'xl/workbook.xml', content: [workbookOf(table.title)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')],
    },
    { name: 'xl/styles.xml', content: [styles] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetOf(table) },
  ]);
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;

function relations(...pairs: readonly string[]): string {
  const each = pairs.flatMap((kind, i) =>
    i % 2 === 0
      ? [`<Relationship Id="r${i / 2 + 1}" Type="${office}/${kind}" Target="${pairs[i + 1] ?? ''}"/>`]
      : [],
  );
  return `${declaration}<Relationships xmlns="${packageRelations}">${each.join('')}</Relationships>`;
}

function workbookOf(title: string): string {
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="r1"/></sheets></workbook>`;
}

/** At most 31 characters, without those that a sheet's name may not have. */
function sheetName(title: string): string {
  return title.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31);
}

/** 0: a text; 1: the head; 2: an instant. */
const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" applyNumberFormat="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>`;

async function* sheetOf(table: Table): AsyncGenerator<string> {
  const { columns, isRightToLeft } = table;
  const direction = isRightToLeft ? ' rightToLeft="1"' : '';
  const widths = columns.map((_, i) => `<col min="${i + 1}" max="${i + 1}" width="24" customWidth="1"/>`);
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${direction}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  let rows = rowOf(columns, 1, 1);
  let number = 1;
  for await (const row of boundedRows(table)) {
    number += 1;
    rows += rowOf(row, number, 0);
    if (number % rowsAtOnce > 0) continue;
    yield rows;
    rows = '';
  }
  const last = `${columnName(columns.length - 1)}${Math.min(number, rowsMax + 1)}`;
  yield `${rows}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

function rowOf(row: readonly Cell[], number: number, style: number): string {
  const cells = row.map((cell, i) => cellOf(cell, `${columnName(i)}${number}`, style));
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellOf(cell: Cell, place: string, style: number): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c r="${place}" s="2"><v>${daysOf(cell)}</v></c>`;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** Days since the eve of 1900, as spreadsheets count. */
function daysOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) / 86_400 + 25_569;
}

/** `A` to `Z`: no list has more columns. */
function columnName(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Text in XML, without the characters that XML has not; a cell holds 32,767 at most. */
function escaped(text: string): string {
  return text
    .slice(0, 32_000)
    .replaceAll(/\p{Surrogate}|(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
