import { isAsked } from './asked.ts';
import { type FormatContext, hasFormat } from './formats.ts';
import type { FieldSchema, FormSchema } from './language.ts';
import { groupOf, orderOf } from './place.ts';
import { under } from './pointer.ts';

/** Every way an answer can be wrong. */
export type AnswerCode =
  | 'answer-missing'
  | 'answer-unknown'
  | 'answer-type'
  | 'answer-too-long'
  | 'answer-too-short'
  | 'answer-too-small'
  | 'answer-too-large'
  | 'answer-not-an-option'
  | 'answer-format'
  | 'answer-too-few'
  | 'answer-too-many'
  | 'answer-repeated'
  | 'answer-not-asked'
  | 'answer-too-early'
  | 'answer-pattern';

/** One wrong place. `limit`: what the form asks for there, such as 120, `date` or `integer`. */
export interface AnswerFinding {
  readonly code: AnswerCode;
  /** JSON pointer into the answers; of the place where it should stand, if the answer is missing. */
  readonly at: string;
  readonly limit?: string | number;
}

/**
 * Checks answers against a form. It interprets the form, so it runs under a content security policy
 * that forbids evaluating code, and gives the same findings in Node and in browsers.
 *
 * @param form - one that `parseOrganisation` let pass
 * @param answers - anything; nothing in it is trusted. A member that is `undefined` counts as absent
 * @returns one finding for each wrong place, in the form's order; empty means the answers fit. Never throws.
 *   Source: docs/spec/measures.md, "form"; JSON Schema 2020-12 for the keywords it takes over.
 */
export function checkAnswers(form: FormSchema, answers: unknown, context: FormatContext): AnswerFinding[] {
  return checkValue(form, answers, '', context);
}

function checkValue(field: FieldSchema, value: unknown, at: string, context: FormatContext): AnswerFinding[] {
  if (!hasType(field.type, value)) return [{ code: 'answer-type', at, limit: field.type }];
  if (typeof value === 'string') return atMostOne(at, checkText(field, value, context));
  if (typeof value === 'number') return atMostOne(at, checkNumber(field, value));
  if (Array.isArray(value)) return checkItems(field, value, at, context);
  if (typeof value === 'object' && value !== null) return checkMembers(field, value, at, context);
  return [];
}

function hasType(type: FieldSchema['type'], value: unknown): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

type Wrong = Omit<AnswerFinding, 'at'> | undefined;

function atMostOne(at: string, wrong: Wrong): AnswerFinding[] {
  return wrong === undefined ? [] : [{ ...wrong, at }];
}

function checkText(field: FieldSchema, text: string, context: FormatContext): Wrong {
  const { enum: options, minLength = 0, maxLength = Infinity, format } = field;
  if (options !== undefined && !options.includes(text)) return { code: 'answer-not-an-option' };
  const length = countCharacters(text);
  if (length < minLength) return { code: 'answer-too-short', limit: minLength };
  if (length > maxLength) return { code: 'answer-too-long', limit: maxLength };
  if (format !== undefined && !hasFormat(format, text, context, field.list))
    return { code: 'answer-format', limit: format };
  if (format === 'decimal') return checkNumber(field, Number(text));
  if (field.pattern !== undefined && !patternOf(field.pattern).test(text)) {
    return { code: 'answer-pattern', limit: field.pattern };
  }
  return undefined;
}

/** Characters as JSON Schema counts them: code points, not UTF-16 units. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const patterns = new Map<string, RegExp>();

/** The pattern compiled, once for each text of it: there are as many as the measures in use have. */
function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const pattern = new RegExp(source, 'u');
  patterns.set(source, pattern);
  return pattern;
}

function checkNumber(field: FieldSchema, value: number): Wrong {
  const { minimum = -Infinity, maximum = Infinity } = field;
  if (value < minimum) return { code: 'answer-too-small', limit: minimum };
  if (value > maximum) return { code: 'answer-too-large', limit: maximum };
  return undefined;
}

function checkItems(field: FieldSchema, items: readonly unknown[], at: string, context: FormatContext) {
  const { minItems = 0, maxItems = Infinity } = field;
  if (items.length < minItems) return atMostOne(at, { code: 'answer-too-few', limit: minItems });
  // Nobody mends items one by one in a list that is too long, and a hostile list ends here.
  if (items.length > maxItems) return atMostOne(at, { code: 'answer-too-many', limit: maxItems });
  const seen = new Set<string>();
  return items.flatMap((item, index) => checkItem(field, item, under(at, index), context, seen));
}

function checkItem(
  field: FieldSchema,
  item: unknown,
  at: string,
  context: FormatContext,
  seen: Set<string>,
): AnswerFinding[] {
  if (field.items === undefined) return [];
  const findings = checkValue(field.items, item, at, context);
  if (findings.length > 0 || field.uniqueItems !== true) return findings;
  const identity = identify(field.items, item);
  if (seen.has(identity)) return [{ code: 'answer-repeated', at }];
  seen.add(identity);
  return [];
}

/** The same text for equal values; `value` already fits `field`, which bounds how deep this goes. */
function identify(field: FieldSchema, value: unknown): string {
  if (Array.isArray(value)) {
    const { items } = field;
    return `[${items === undefined ? '' : value.map((item) => identify(items, item)).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(groupOf(field).properties ?? {}).map(([name, member]) =>
      identify(member, ownMember(value, name)),
    );
    return `{${members.join()}}`;
  }
  return JSON.stringify(value) ?? '';
}

function checkMembers(given: FieldSchema, value: object, at: string, context: FormatContext) {
  const field = groupOf(given);
  const { properties = {} } = field;
  const findings = orderOf(field).flatMap((name): AnswerFinding[] => {
    const member = properties[name];
    return member === undefined ? [] : checkMember(field, name, member, value, under(at, name), context);
  });
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(properties, name)) findings.push({ code: 'answer-unknown', at: under(at, name) });
  }
  return findings;
}

function checkMember(
  group: FieldSchema,
  name: string,
  member: FieldSchema,
  value: object,
  at: string,
  context: FormatContext,
): AnswerFinding[] {
  const answer = ownMember(value, name);
  if (!isAsked(member, value)) return answer === undefined ? [] : [{ code: 'answer-not-asked', at }];
  if (answer === undefined) return group.required?.includes(name) ? [{ code: 'answer-missing', at }] : [];
  const findings = checkValue(member, answer, at, context);
  const isEarly =
    findings.length === 0 && isBefore(answer, ownMember(value, member.notBefore ?? ''), context);
  return isEarly ? [{ code: 'answer-too-early', at, limit: member.notBefore ?? '' }] : findings;
}

/** Whether a date or instant lies before another; a day is compared with a day of the same offset. */
function isBefore(answer: unknown, other: unknown, context: FormatContext): boolean {
  if (typeof answer !== 'string' || typeof other !== 'string') return false;
  if (!hasFormat('date', other, context) && !hasFormat('date-time', other, context)) return false;
  const isDay = answer.length === 10 || other.length === 10;
  const [a, b] = isDay ? [answer.slice(0, 10), other.slice(0, 10)] : [answer, other];
  return Date.parse(a) < Date.parse(b);
}

/** A member that the value itself has: `constructor` and the like are no answers. */
function ownMember(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
