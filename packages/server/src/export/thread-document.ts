import { type AnswerRow, formatInstant, type Measure } from '@rapport/measures';
import {
  type Mark,
  marksOf,
  type PrintNames,
  plainText,
  printSentence,
  type Referenced,
  rowsIn,
  threadState,
} from '@rapport/notices';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';

/** A thread as far as its reader may see it, in one language. */
export interface ThreadDocument {
  readonly names: PrintNames;
  readonly measure: Measure;
  readonly letters: readonly Referenced[];
  readonly isDemonstration: boolean;
  /** Where proofs are read: `/verify/ID` follows. */
  readonly base: string;
  readonly disclaimer: string;
}

/** A thread as an exchange of letters in a Word document. */
export async function documentOf(thread: ThreadDocument): Promise<Buffer> {
  const { names, measure, letters, isDemonstration, disclaimer } = thread;
  const [opening] = letters;
  const wording = names.pick(measure.wording);
  const state = threadState(measure, letters) ?? '';
  const marks = [
    ...(isDemonstration ? [names.words.demonstration.mark] : []),
    ...(opening === undefined ? [] : [names.words.audience[opening.notice.audience.kind]]),
  ].join(' · ');
  const head = [
    line(names, names.organisation, { color: soft, size: 18 }),
    line(names, wording?.title ?? measure.id, {}, { heading: HeadingLevel.TITLE }),
    factTable(names, [
      [names.words.labels.reference, opening?.reference ?? ''],
      [names.words.labels.state, wording?.states[state] ?? state],
    ]),
  ];
  const document = new Document({
    title: `${opening?.reference ?? ''} ${wording?.title ?? ''}`,
    creator: names.organisation,
    styles: {
      default: {
        document: { run: { font: 'Noto Serif', size: 21 } },
        title: { run: { font: 'Noto Serif', size: 34, bold: true, color: ink } },
        heading2: { run: { font: 'Noto Serif', size: 24, bold: true, color: ink } },
      },
    },
    sections: [
      {
        properties: { page: { margin: { top: 1400, bottom: 1400, left: 1300, right: 1300 } } },
        headers: { default: new Header({ children: [centred(names, marks)] }) },
        footers: { default: new Footer({ children: [centred(names, marks), pages(names)] }) },
        children: [
          ...head,
          ...letters.flatMap((letter) => letterOf(thread, letter)),
          line(names, disclaimer, { color: soft, size: 16 }, { spacing: { before: 400 } }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const soft = '4C5563';
const ink = '1B2430';

type Run = { color?: string; size?: number; bold?: boolean };
type Shape = ConstructorParameters<typeof Paragraph>[0] & object;

/** A line of the document's own words, or of a sender's, in the direction of its language. */
function line(names: PrintNames, text: string, run: Run = {}, shape: Shape = {}): Paragraph {
  return new Paragraph({ ...shape, ...sided(names), children: runsOf(names, text, run) });
}

function sided({ words }: PrintNames): { bidirectional?: true } {
  return words.direction === 'rtl' ? { bidirectional: true } : {};
}

/** What stands between FSI and PDI keeps its own direction: it is a run of its own, from left to right. */
function runsOf({ words, language }: PrintNames, text: string, run: Run): TextRun[] {
  const isRtl = words.direction === 'rtl';
  return text.split('\n').flatMap((part, number) =>
    part.split(/\u2068([^\u2069]*)\u2069/).map((piece, i) => {
      const isApart = i % 2 === 1 || !/[\u0590-\u08ff]/.test(piece);
      return new TextRun({
        text: piece,
        ...run,
        language: { value: language, bidirectional: 'ar-SA' },
        rightToLeft: isRtl && !isApart,
        ...(run.bold === true && isRtl ? { boldComplexScript: true } : {}),
        ...(run.size === undefined ? {} : { sizeComplexScript: run.size }),
        ...(number > 0 && i === 0 ? { break: 1 } : {}),
      });
    }),
  );
}

function centred(names: PrintNames, text: string): Paragraph {
  return line(names, text, { bold: true, size: 16 }, { alignment: AlignmentType.CENTER });
}

function pages(names: PrintNames): Paragraph {
  const { words } = names;
  return new Paragraph({
    ...sided(names),
    alignment: AlignmentType.END,
    children: [
      ...runsOf(names, `${words.labels.page} `, { size: 16, color: soft }),
      new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16, color: soft }),
    ],
  });
}

/** One notice: who to whom, when, what became of it, what it says. */
function letterOf(thread: ThreadDocument, letter: Referenced): (Paragraph | Table)[] {
  const { names, measure, letters, base } = thread;
  const { notice } = letter;
  const { labels } = names.words;
  const marks = marksOf(letter, measure, letters);
  const followed = letters.find(({ id }) => id === notice.after);
  const title = names.pick(measure.wording)?.steps[notice.step]?.title ?? notice.step;
  return [
    line(
      names,
      title,
      {},
      { heading: HeadingLevel.HEADING_2, spacing: { before: 480, after: 120 }, keepNext: true },
    ),
    factTable(names, [
      [labels.reference, letter.reference],
      ...(followed === undefined ? [] : [[labels.theirs, followed.reference] as const]),
      [
        labels.from,
        `${names.participant(notice.participant)}${names.words.comma}${names.office(notice.office)}`,
      ],
      [labels.to, audienceOf(names, letter)],
      [labels.takenIn, formatInstant(letter.takenIn, names.language, 'UTC')],
    ]),
    ...[
      ...marks.changedBy.map((mark) => ['changedBy', mark] as const),
      ...(marks.changes ? [['changes', marks.changes] as const] : []),
    ].map(([which, mark]) => strip(names, which, mark)),
    ...bodyOf(thread, letter),
    line(
      names,
      `\u2068${base}/verify/${letter.id}\u2069`,
      { color: soft, size: 14 },
      { spacing: { before: 80 } },
    ),
  ];
}

function strip(
  names: PrintNames,
  which: 'changedBy' | 'changes',
  { kind, letter }: Mark<Referenced>,
): Paragraph {
  const text = printSentence(names.words[which][kind], {
    reference: `\u2068${letter.reference}\u2069`,
    date: formatInstant(letter.takenIn, names.language, 'UTC'),
  });
  return line(names, text, { bold: true }, { spacing: { before: 120 } });
}

function audienceOf(names: PrintNames, { notice }: Referenced): string {
  const { audience } = notice;
  if (audience.kind !== 'named') return names.words.audience[audience.kind];
  return names
    .sorted(audience.participants)
    .map((code) => names.participant(code))
    .join('; ');
}

/** What it says as a table; or that its text is gone, or sealed. */
function bodyOf({ names, measure }: ThreadDocument, letter: Referenced): (Paragraph | Table)[] {
  const { words, language } = names;
  if (letter.erased !== undefined) {
    const date = formatInstant(letter.erased.takenIn, language, 'UTC');
    return [line(names, printSentence(words.erased, { date }))];
  }
  if (letter.notice.sealed !== undefined) return [line(names, words.sealed)];
  const rows = flat(rowsIn(names, measure, letter), 0);
  const files = letter.notice.attachments.map(
    ({ name }) => [words.labels.enclosures, plainText(name)] as const,
  );
  if (rows.length + files.length === 0) return [line(names, words.labels.noAnswers)];
  return [new Paragraph({ spacing: { before: 60 }, children: [] }), answerTable(names, [...rows, ...files])];
}

function flat(rows: readonly AnswerRow[], depth: number): (readonly [title: string, text: string])[] {
  return rows.flatMap((row) => {
    const title = `${'\u2003'.repeat(depth)}${row.title}`;
    if (row.rows !== undefined) return [[title, ''] as const, ...flat(row.rows, depth + 1)];
    return [[title, plainText(row.text ?? '')] as const];
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair = { style: BorderStyle.SINGLE, size: 4, color: 'C4C9D1' };

function factTable(names: PrintNames, facts: readonly (readonly [string, string])[]): Table {
  return table(
    names,
    facts,
    { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    soft,
  );
}

function answerTable(names: PrintNames, rows: readonly (readonly [string, string])[]): Table {
  return table(names, rows, {
    top: hair,
    bottom: hair,
    left: none,
    right: none,
    insideHorizontal: hair,
    insideVertical: none,
  });
}

type Borders = NonNullable<ConstructorParameters<typeof Table>[0]['borders']>;

function table(
  names: PrintNames,
  rows: readonly (readonly [string, string])[],
  borders: Borders,
  color?: string,
): Table {
  const cell = (text: string, width: number, run: Run): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      verticalAlign: VerticalAlign.TOP,
      margins: { top: 50, bottom: 50, left: 60, right: 60 },
      children: [line(names, text, run)],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [3000, 6300],
    visuallyRightToLeft: names.words.direction === 'rtl',
    borders,
    rows: rows.map(
      ([title, text]) =>
        new TableRow({
          cantSplit: text.length < 600,
          children: [
            cell(title, 32, { size: 19, ...(color === undefined ? { bold: true } : { color }) }),
            cell(text, 68, { size: 21 }),
          ],
        }),
    ),
  });
}
