import type { FieldView } from './form-view.ts';

/** How values are said in the language shown. */
export interface Saying {
  readonly participant: (code: string) => string;
  readonly entry: (list: string, code: string) => string;
  /** The name of an attached file, by its hash. */
  readonly file: (hash: string) => string;
  readonly day: (day: string) => string;
  readonly instant: (at: number) => string;
  readonly count: (count: number) => string;
  readonly yes: string;
  readonly no: string;
}

/** One answer as a page shows it: text, or further rows. `pointer` is its place in the answers. */
export interface AnswerRow {
  readonly pointer: string;
  readonly title: string;
  readonly text?: string;
  readonly rows?: readonly AnswerRow[];
}

/** What answers say, in the form's order; what was not answered is left out. */
export function answerRows(
  fields: readonly FieldView[],
  answers: unknown,
  saying: Saying,
  at = '',
): AnswerRow[] {
  return fields.flatMap((field) => {
    const value = memberOf(answers, field.name);
    return value === undefined ? [] : [rowOf(field, value, saying, `${at}/${field.name}`, field.title)];
  });
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function rowOf(field: FieldView, value: unknown, saying: Saying, pointer: string, title: string): AnswerRow {
  if (field.kind === 'group')
    return { pointer, title, rows: answerRows(field.fields, value, saying, pointer) };
  if (field.kind === 'repeat' && Array.isArray(value)) {
    const rows = value.map((item, number) =>
      rowOf(field.item, item, saying, `${pointer}/${number}`, `${field.item.title} ${number + 1}`),
    );
    return { pointer, title, rows };
  }
  return { pointer, title, text: textOf(field, value, saying) };
}

function textOf(field: FieldView, value: unknown, saying: Saying): string {
  if (Array.isArray(value)) return value.map((one) => textOf(field, one, saying)).join('; ');
  if (typeof value === 'boolean') return value ? saying.yes : saying.no;
  if (typeof value === 'number') return withUnit(saying.count(value), field.unit);
  const text = String(value);
  if (field.kind === 'one-of' || field.kind === 'some-of') {
    return field.options.find((option) => option.value === text)?.title ?? text;
  }
  if (field.kind === 'participant' || field.kind === 'some-participants') return saying.participant(text);
  if (field.kind === 'entry') return saying.entry(field.list, text);
  if (field.kind === 'attachment') return saying.file(text);
  if (field.kind === 'date') return saying.day(text);
  if (field.kind === 'date-time' && !Number.isNaN(Date.parse(text))) return saying.instant(Date.parse(text));
  return withUnit(text, field.unit);
}

function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined ? text : `${text} ${unit}`;
}

/** One place where a later text says something else than an earlier one. */
export interface Change {
  readonly pointer: string;
  /** Titles from the outermost group inwards. */
  readonly titles: readonly string[];
  readonly before?: string;
  readonly after?: string;
}

/** What changed between two texts of the same form, in the order in which the later one reads. */
export function changesBetween(before: readonly AnswerRow[], after: readonly AnswerRow[]): Change[] {
  const [old, now] = [flatten(before), flatten(after)];
  const pointers = [...new Set([...now.keys(), ...old.keys()])];
  return pointers.flatMap((pointer) => {
    const [was, is] = [old.get(pointer), now.get(pointer)];
    if (was?.text === is?.text) return [];
    const titles = (is ?? was)?.titles ?? [];
    return [
      {
        pointer,
        titles,
        ...(was === undefined ? {} : { before: was.text }),
        ...(is === undefined ? {} : { after: is.text }),
      },
    ];
  });
}

type Leaf = { readonly titles: readonly string[]; readonly text: string };

function flatten(rows: readonly AnswerRow[], above: readonly string[] = []): Map<string, Leaf> {
  const entries = rows.flatMap((row): [string, Leaf][] => {
    const titles = [...above, row.title];
    if (row.rows !== undefined) return [...flatten(row.rows, titles)];
    return [[row.pointer, { titles, text: row.text ?? '' }]];
  });
  return new Map(entries);
}
