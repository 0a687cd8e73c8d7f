import { faultOfPattern, PATTERN_TEXT_MAX } from './check-pattern.ts';
import type { FileFault } from './faults.ts';
import type { FieldSchema, FormSchema, When } from './language.ts';
import { under } from './pointer.ts';

/** The keywords that mean something on a field of each type, besides `type`. */
const KEYWORDS: Readonly<Record<FieldSchema['type'], readonly string[]>> = {
  string: ['format', 'enum', 'minLength', 'maxLength', 'pattern', 'when'],
  integer: ['minimum', 'maximum', 'unit', 'when'],
  boolean: ['when'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems', 'when'],
  object: ['properties', 'order', 'required', 'additionalProperties', 'when'],
};

/** What some formats add to them. */
const KEYWORDS_OF_FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: ['notBefore'],
  'date-time': ['notBefore'],
  decimal: ['minimum', 'maximum', 'unit'],
  entry: ['list'],
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
  if (field.type === 'object' && field.format !== undefined) return checkPlace(field, at);
  const flaws = [
    ...misplacedKeywords(field, at),
    ...crossedBounds(field, at),
    ...absentKeywords(field, at),
    ...checkPattern(field, at),
    ...checkOrder(field, at),
  ];
  if (field.type === 'string' && field.format === 'place') {
    flaws.push({ at: under(at, 'format'), sentence: 'A place is a field of type object: change its type.' });
  }
  for (const [index, name] of (field.required ?? []).entries()) {
    if (field.properties !== undefined && !Object.hasOwn(field.properties, name)) {
      flaws.push({ at: under(at, 'required', index), sentence: `"${name}" is no field here: take it out.` });
    }
  }
  for (const [name, member] of Object.entries(field.properties ?? {})) {
    flaws.push(...checkField(member, under(at, 'properties', name)));
    flaws.push(...checkAmong(field.properties ?? {}, name, member, under(at, 'properties', name)));
  }
  return field.items === undefined ? flaws : [...flaws, ...checkField(field.items, under(at, 'items'))];
}

/** A place says nothing else: its fields are the language's own. */
function checkPlace(field: FieldSchema, at: string): Flaw[] {
  if (field.format !== 'place') {
    const sentence = 'A group has no format but "place": take it out.';
    return [{ at: under(at, 'format'), sentence }];
  }
  return Object.keys(field)
    .filter((keyword) => !['type', 'format', 'when'].includes(keyword))
    .map((keyword) => ({
      at: under(at, keyword),
      sentence: `"${keyword}" has no meaning on a place, whose fields are ready: take it out.`,
    }));
}

function checkPattern({ pattern, maxLength = Infinity }: FieldSchema, at: string): Flaw[] {
  if (pattern === undefined) return [];
  const fault = faultOfPattern(pattern);
  if (fault !== undefined) return [{ at: under(at, 'pattern'), sentence: fault }];
  if (maxLength <= PATTERN_TEXT_MAX) return [];
  const sentence = `A text with a pattern has "maxLength" of ${PATTERN_TEXT_MAX} at most: add or lower it.`;
  return [{ at: under(at, 'pattern'), sentence }];
}

function checkOrder({ order, properties = {} }: FieldSchema, at: string): Flaw[] {
  if (order === undefined) return [];
  const isWhole =
    order.length === Object.keys(properties).length && order.every((name) => Object.hasOwn(properties, name));
  return isWhole
    ? []
    : [{ at: under(at, 'order'), sentence: '"order" names each field of the group once: mend it.' }];
}

type Fields = Readonly<Record<string, FieldSchema>>;

/** What a field says of others of its group. */
function checkAmong(fields: Fields, name: string, field: FieldSchema, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  const { when, notBefore } = field;
  if (when !== undefined && !isCondition(fields, name, when)) {
    const sentence =
      '"when" names another field of this group, a choice or yes-or-no without a "when" of its own, and some of its options: mend it.';
    flaws.push({ at: under(at, 'when'), sentence });
  }
  const other = notBefore === undefined ? undefined : own(fields, notBefore);
  if (notBefore !== undefined && (notBefore === name || !isMoment(other))) {
    const sentence = '"notBefore" names another date or instant of this group: mend it.';
    flaws.push({ at: under(at, 'notBefore'), sentence });
  }
  return flaws;
}

function own(fields: Fields, name: string): FieldSchema | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isCondition(fields: Fields, name: string, when: When): boolean {
  const other = own(fields, when.field);
  if (other === undefined || when.field === name || other.when !== undefined) return false;
  if (other.type === 'boolean') return when.is.every((value) => typeof value === 'boolean');
  return when.is.every((value) => typeof value === 'string' && other.enum?.includes(value) === true);
}

function isMoment(field: FieldSchema | undefined): boolean {
  return field?.format === 'date' || field?.format === 'date-time';
}

function misplacedKeywords(field: FieldSchema, at: string): Flaw[] {
  const known = ['type', ...KEYWORDS[field.type], ...(KEYWORDS_OF_FORMATS[field.format ?? ''] ?? [])];
  return Object.keys(field)
    .filter((keyword) => !known.includes(keyword))
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
    : field.format === 'entry'
      ? ['list']
      : field.type === 'array'
        ? ['items', 'maxItems']
        : field.type === 'object'
          ? ['properties', 'additionalProperties']
          : [];
  return needed
    .filter((keyword) => field[keyword] === undefined)
    .map((keyword) => ({ at, sentence: `A field of type ${field.type} needs "${keyword}": add it.` }));
}
