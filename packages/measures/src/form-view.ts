import type { FieldSchema, FieldWording, FormSchema, FormWording, Language, When } from './language.ts';
import { groupOf, orderOf } from './place.ts';
import { placeWording } from './place-wording.ts';

/** What every field of a form has, whatever it asks for. */
interface FieldCommon {
  /** Its JSON pointer, `*` for any item of a list. */
  readonly pattern: string;
  /** The member's own name. */
  readonly name: string;
  readonly title: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly required: boolean;
  /** What another field of its group has to say for it to be asked. */
  readonly when?: When;
}

export interface Option {
  readonly value: string;
  readonly title: string;
}

/** One field as a page draws it. `kind` says with what. */
export type FieldView = FieldCommon &
  (
    | { readonly kind: 'line' | 'text' | 'email' | 'uri' | 'decimal'; readonly maxLength?: number }
    | { readonly kind: 'integer'; readonly minimum?: number; readonly maximum?: number }
    | { readonly kind: 'yes-no' | 'date' | 'date-time' | 'participant' | 'attachment' }
    | { readonly kind: 'one-of' | 'some-of'; readonly options: readonly Option[] }
    | { readonly kind: 'some-participants' }
    | { readonly kind: 'entry'; readonly list: string }
    | { readonly kind: 'group'; readonly fields: readonly FieldView[] }
    | { readonly kind: 'repeat'; readonly item: FieldView; readonly maxItems?: number }
  );

/** A text longer than this is written in a box of several lines. */
const lineLengthMax = 300;

/**
 * Puts a form's schema and its wording together, in the schema's order: what a page draws, with no
 * schema left in it. A field without wording is called by its name.
 */
export function formView(
  form: FormSchema,
  wording: FormWording | undefined,
  language: Language,
): FieldView[] {
  return membersView(form, '', { ...wording?.fields, ...placesOf(form, '', placeWording(language)) });
}

/** The wording of every place in a form, whose fields the language has ready, by pointer from the form. */
function placesOf(field: FieldSchema, at: string, words: FieldWordings): FieldWordings {
  if (field.format === 'place') {
    return Object.fromEntries(Object.entries(words).map(([pointer, said]) => [at + pointer, said]));
  }
  const members = Object.entries(field.properties ?? {}).map(([name, one]) =>
    placesOf(one, `${at}/${name}`, words),
  );
  const items = field.items === undefined ? {} : placesOf(field.items, `${at}/*`, words);
  return Object.assign({}, items, ...members) as FieldWordings;
}

type FieldWordings = Readonly<Record<string, FieldWording>>;

function membersView(group: FieldSchema, at: string, wordings: FieldWordings): FieldView[] {
  const { properties = {}, required = [] } = group;
  return orderOf(group).flatMap((name) => {
    const field = properties[name];
    const isRequired = required.includes(name);
    return field === undefined ? [] : [fieldView(field, `${at}/${name}`, name, isRequired, wordings)];
  });
}

function fieldView(
  field: FieldSchema,
  pattern: string,
  name: string,
  required: boolean,
  wordings: FieldWordings,
): FieldView {
  const { title = name, hint, unit = field.unit } = wordings[pattern] ?? {};
  const common = {
    pattern,
    name,
    title,
    required,
    ...(hint === undefined ? {} : { hint }),
    ...(unit === undefined ? {} : { unit }),
    ...(field.when === undefined ? {} : { when: field.when }),
  };
  if (field.type === 'boolean') return { ...common, kind: 'yes-no' };
  if (field.type === 'integer') return { ...common, kind: 'integer', ...boundsOf(field) };
  if (field.type === 'object') {
    return { ...common, kind: 'group', fields: membersView(groupOf(field), pattern, wordings) };
  }
  if (field.type === 'array') return { ...common, ...listView(field, pattern, name, wordings) };
  return { ...common, ...textView(field, wordings[pattern]) };
}

function boundsOf({ minimum, maximum }: FieldSchema) {
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

type Drawn<T> = T extends FieldCommon ? Omit<T, keyof FieldCommon> : never;

function listView(
  field: FieldSchema,
  pattern: string,
  name: string,
  wordings: FieldWordings,
): Drawn<FieldView> {
  const items = field.items ?? { type: 'string' };
  if (items.enum !== undefined && field.uniqueItems) {
    return { kind: 'some-of', options: optionsOf(items, wordings[`${pattern}/*`] ?? wordings[pattern]) };
  }
  if (items.format === 'participant' && field.uniqueItems) return { kind: 'some-participants' };
  const item = fieldView(items, `${pattern}/*`, name, true, wordings);
  return { kind: 'repeat', item, ...(field.maxItems === undefined ? {} : { maxItems: field.maxItems }) };
}

function textView(field: FieldSchema, wording: FieldWording | undefined): Drawn<FieldView> {
  const { format, maxLength } = field;
  if (field.enum !== undefined) return { kind: 'one-of', options: optionsOf(field, wording) };
  if (format === 'entry') return { kind: 'entry', list: field.list ?? '' };
  if (format === 'date' || format === 'date-time' || format === 'participant' || format === 'attachment')
    return { kind: format };
  const limit = maxLength === undefined ? {} : { maxLength };
  if (format === 'email' || format === 'uri' || format === 'decimal') return { kind: format, ...limit };
  if (format === 'notice') return { kind: 'line' };
  return { kind: (maxLength ?? Number.POSITIVE_INFINITY) > lineLengthMax ? 'text' : 'line', ...limit };
}

function optionsOf(field: FieldSchema, wording: FieldWording | undefined): Option[] {
  return (field.enum ?? []).map((value) => ({ value, title: wording?.options?.[value] ?? value }));
}
