import type { FileFault } from './faults.ts';
import type { FieldSchema, FormSchema } from './language.ts';
import { under } from './pointer.ts';

/** The keywords that mean something on a field of each type, besides `type`. */
const KEYWORDS: Readonly<Record<FieldSchema['type'], readonly string[]>> = {
  string: ['format', 'enum', 'minLength', 'maxLength', 'pattern'],
  integer: ['minimum', 'maximum', 'unit'],
  boolean: [],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
] as const;

/**
 * Checks what a form's JSON Schema cannot say: that each field has the keywords of its type and no
 * others, that every answer has a bound, that patterns compile.
 *
 * @param form - of the shape of form.schema.json
 */
export function checkForm(file: string, form: FormSchema): FileFault[] {
  return checkField(form, '').map(({ at, sentence }) => ({ file, at, code: 'form-invalid', sentence }));
}

type Flaw = Pick<FileFault, 'at' | 'sentence'>;

function checkField(field: FieldSchema, at: string): Flaw[] {
  const flaws = [...misplacedKeywords(field, at), ...crossedBounds(field, at), ...absentKeywords(field, at)];
  if (field.pattern !== undefined && !compiles(field.pattern)) {
    flaws.push({ at: under(at, 'pattern'), sentence: 'This is no regular expression: mend it.' });
  }
  for (const [index, name] of (field.required ?? []).entries()) {
    if (field.properties !== undefined && !Object.hasOwn(field.properties, name)) {
      flaws.push({ at: under(at, 'required', index), sentence: `"${name}" is no field here: take it out.` });
    }
  }
  for (const [name, member] of Object.entries(field.properties ?? {})) {
    flaws.push(...checkField(member, under(at, 'properties', name)));
  }
  return field.items === undefined ? flaws : [...flaws, ...checkField(field.items, under(at, 'items'))];
}

function misplacedKeywords(field: FieldSchema, at: string): Flaw[] {
  return Object.keys(field)
    .filter((keyword) => keyword !== 'type' && !KEYWORDS[field.type].includes(keyword))
    .map((keyword) => ({
      at: under(at, keyword),
      sentence: `"${keyword}" has no meaning on a field of type ${field.type}: take it out.`,
    }));
}

function crossedBounds(field: FieldSchema, at: string): Flaw[] {
  return PAIRS.filter(([low, high]) => (field[low] ?? -Infinity) > (field[high] ?? Infinity)).map(
    ([low, high]) => ({
      at: under(at, low),
      sentence: `"${low}" is above "${high}", so that no answer fits: change one of the two.`,
    }),
  );
}

/** Every answer is bounded, so that a notice's size is, and so that a page can be laid out. */
function absentKeywords(field: FieldSchema, at: string): Flaw[] {
  const free = field.type === 'string' && field.enum === undefined && field.format === undefined;
  const needed: readonly (keyof FieldSchema)[] = free
    ? ['maxLength']
    : field.type === 'array'
      ? ['items', 'maxItems']
      : field.type === 'object'
        ? ['properties', 'additionalProperties']
        : [];
  return needed
    .filter((keyword) => field[keyword] === undefined)
    .map((keyword) => ({ at, sentence: `A field of type ${field.type} needs "${keyword}": add it.` }));
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
