import { type AnswerRow, type FieldSchema, type FormSchema, parsePointer } from '@rapport/measures';

/** What a contact is made from: what the reader of a card sees. */
export interface ContactParts {
  /** The name of the participant whose card it is. */
  readonly participant: string;
  /** What the measure is called. */
  readonly title: string;
  readonly thread: string;
  /** POSIX milliseconds of the newest words. */
  readonly said: number;
  readonly fields: readonly ContactField[];
  /** What stands at the end of the note: its state, the reference, and as of when it is. */
  readonly closing: string;
}

export interface ContactField {
  readonly kind: 'email' | 'telephone' | 'uri' | 'text';
  /** Titles from the outermost group inwards. */
  readonly titles: readonly string[];
  readonly text: string;
}

/** The fields of a card in their order, each by what its form takes there and never by what it is called. */
export function contactFields(form: FormSchema, rows: readonly AnswerRow[]): ContactField[] {
  const walk = (row: AnswerRow, above: readonly string[]): ContactField[] => {
    const titles = [...above, row.title];
    if (row.rows !== undefined) return row.rows.flatMap((one) => walk(one, titles));
    return row.text === undefined ? [] : [{ kind: kindOf(form, row.pointer), titles, text: row.text }];
  };
  return rows.flatMap((row) => walk(row, []));
}

/** A pattern that takes nothing but a number with its country's prefix. */
const telephonePattern = /^\^\\\+\[0-9\]/;

function kindOf(form: FormSchema, pointer: string): ContactField['kind'] {
  let field: FieldSchema | undefined = form;
  for (const name of parsePointer(pointer) ?? []) field = field?.properties?.[name] ?? field?.items;
  if (field?.format === 'email' || field?.format === 'uri') return field.format;
  return telephonePattern.test(field?.pattern ?? '') ? 'telephone' : 'text';
}
