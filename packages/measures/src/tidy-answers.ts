import { isAsked } from './asked.ts';
import type { FieldSchema, FormSchema } from './language.ts';
import { groupOf } from './place.ts';

/** Answers as they are being written: any part may be missing or not yet fit its field. */
export type Answer = string | number | boolean | Answer[] | { [name: string]: Answer };
export type Answers = { [name: string]: Answer };

/**
 * The answers as they are signed: text without blank ends, whole numbers as numbers, and nothing where
 * nothing was written or nothing is asked. Required groups stay, so that each missing field in them is found by itself.
 */
export function tidyAnswers(form: FormSchema, answers: Answers): Answers {
  return (tidy(form, answers, true) ?? {}) as Answers;
}

function tidy(field: FieldSchema, value: Answer | undefined, required: boolean): Answer | undefined {
  if (typeof value === 'string') return tidyText(field, value);
  if (Array.isArray(value)) return tidyList(field, value, required);
  if (field.type === 'object' && (typeof value === 'object' || required))
    return tidyGroup(field, value, required);
  return value;
}

function tidyText(field: FieldSchema, text: string): Answer | undefined {
  const trimmed = text.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (trimmed === '') return undefined;
  const digits = trimmed.replaceAll(/[\s\u00a0\u202f]/g, '');
  return field.type === 'integer' && /^-?\d{1,15}$/.test(digits) ? Number(digits) : trimmed;
}

function tidyList(field: FieldSchema, list: readonly Answer[], required: boolean): Answer | undefined {
  const { items } = field;
  if (items === undefined) return [...list];
  const tidied = list.flatMap((item) => tidy(items, item, true) ?? []);
  return tidied.length === 0 && !required ? undefined : tidied;
}

function tidyGroup(given: FieldSchema, value: Answer | undefined, required: boolean): Answer | undefined {
  const { properties = {}, required: names = [] } = groupOf(given);
  const written = Object.entries(properties).flatMap(([name, member]): [string, Answer][] => {
    const isRequired = names.includes(name) && member.when === undefined;
    const answer = tidy(member, memberOf(value, name), isRequired);
    return answer === undefined ? [] : [[name, answer]];
  });
  // What is no longer asked was written under another answer: it is not signed.
  const group = Object.fromEntries(written);
  const members = written.filter(([name]) => isAsked(properties[name] ?? {}, group));
  return members.every(([, answer]) => isHollow(answer)) && !required
    ? undefined
    : Object.fromEntries(members);
}

/** Nothing but required groups with nothing in them. */
function isHollow(answer: Answer): boolean {
  return typeof answer === 'object' && !Array.isArray(answer) && Object.values(answer).every(isHollow);
}

function memberOf(value: Answer | undefined, name: string): Answer | undefined {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([one]) => one === name)?.[1]
    : undefined;
}
