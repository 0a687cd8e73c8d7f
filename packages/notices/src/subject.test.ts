import type { FormSchema, Measure } from '@rapport/measures';
import { encodeHex, type JsonObject } from '@rapport/record';
import { expect, test } from 'vitest';
import { envelopeOf, type FiledNotice } from './filed-notice.ts';
import { subjectOf } from './subject.ts';

const form: FormSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 50 },
    year: { type: 'integer' },
    host: { type: 'string', format: 'participant' },
    road: { type: 'string', format: 'entry', list: 'roads' },
  },
  additionalProperties: false,
};

const measure = (subject?: string | readonly string[]): Measure => ({
  ...{ id: 'm', edition: '1', hash: 'ab'.repeat(32), dimension: 'd', area: 'a', catalogue: [] },
  ...{ source: 'invented', status: 'catalogue', audience: ['participants'], shows: [{ view: 'list' }] },
  steps: [
    { id: 'open', by: 'participant', offices: ['o'], form: 'f' },
    { id: 'correct', by: 'opener', offices: ['o'], form: 'f', after: ['open', 'correct'], corrects: true },
    { id: 'answer', by: 'addressee', offices: ['o'], form: 'f', after: ['open'] },
  ],
  clocks: [],
  forms: { f: form },
  wording: {},
  ...(subject === undefined ? {} : { subject }),
});

/** A thread in which each notice follows the one before it. */
function threadOf(
  ...said: readonly (readonly [by: string, step: string, answers: JsonObject])[]
): FiledNotice[] {
  const idOf = (index: number): string => encodeHex(new Uint8Array(32).fill(index + 1));
  return said.map(([participant, step, answers], index) => {
    const name = { id: 'm', edition: '1', hash: 'ab'.repeat(32) };
    const place = index === 0 ? {} : { thread: idOf(0), after: idOf(index - 1) };
    const envelope = {
      log: 'l',
      participant,
      office: 'o',
      measure: name,
      step,
      audience: { kind: 'participants' },
    };
    return {
      index,
      takenIn: index,
      id: idOf(index),
      notice: { ...envelopeOf({ ...envelope, ...place } as never), answers },
    };
  });
}

const opened = (answers: JsonObject): FiledNotice[] => threadOf(['XA', 'open', answers]);

test('the first pointer that leads to an answer names the thread', () => {
  expect(subjectOf(measure(['/name', '/year']), opened({ year: 2027 }))).toEqual({ value: '2027' });
  expect(subjectOf(measure(['/name', '/year']), opened({ name: 'Steppe', year: 2027 }))).toEqual({
    value: 'Steppe',
  });
});

test('codes come with the list that they are of', () => {
  expect(subjectOf(measure('/host'), opened({ host: 'XB' }))).toEqual({ value: 'XB', list: 'participants' });
  expect(subjectOf(measure('/road'), opened({ road: 'north' }))).toEqual({ value: 'north', list: 'roads' });
});

test("the opener's newest correction counts, and nobody else's words", () => {
  const corrected = threadOf(['XA', 'open', { name: 'Old' }], ['XA', 'correct', { name: 'New' }]);
  expect(subjectOf(measure('/name'), corrected)).toEqual({ value: 'New' });
  const answered = threadOf(['XA', 'open', { name: 'Mine' }], ['XB', 'answer', { name: 'Theirs' }]);
  expect(subjectOf(measure('/name'), answered)).toEqual({ value: 'Mine' });
  const silent = threadOf(['XA', 'open', { name: 'Old' }], ['XA', 'correct', {}]);
  expect(subjectOf(measure('/name'), silent)).toEqual({ value: 'Old' });
});

test('without an opening, a pointer or words there is no subject', () => {
  expect(subjectOf(measure('/name'), [])).toBeUndefined();
  expect(
    subjectOf(measure('/name'), threadOf(['XA', 'open', { name: 'A' }], ['XB', 'answer', {}]).slice(1)),
  ).toBeUndefined();
  expect(subjectOf(measure(), opened({ name: 'A' }))).toBeUndefined();
  expect(subjectOf(measure('/name'), opened({ name: ' ' }))).toBeUndefined();
});
