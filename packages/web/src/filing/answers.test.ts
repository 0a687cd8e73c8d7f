import { checkAnswers, type FormSchema } from '@rapport/measures';
import { describe, expect, test } from 'vitest';
import { answerAt, elementIdOf, tidyAnswers, withAnswer } from './answers.ts';

const count = { type: 'integer' } as const;
const form: FormSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    troops: count,
    others: {
      type: 'array',
      items: {
        type: 'object',
        properties: { state: { type: 'string' }, troops: count },
        additionalProperties: false,
      },
    },
    contact: {
      type: 'object',
      properties: { office: { type: 'string' } },
      required: ['office'],
      additionalProperties: false,
    },
    extra: { type: 'object', properties: { tanks: count }, additionalProperties: false },
    invited: { type: 'boolean' },
  },
  required: ['name', 'contact'],
  additionalProperties: false,
};

describe('tidyAnswers', () => {
  test.each([
    ['blank text and ends', { name: '  A\r\nB ', contact: { office: ' ' } }, { name: 'A\nB', contact: {} }],
    ['figures with spaces', { troops: '3 500' }, { troops: 3500, contact: {} }],
    ['figures that are none', { troops: '35 men' }, { troops: '35 men', contact: {} }],
    ['an optional group left empty', { extra: { tanks: '' } }, { contact: {} }],
    ['a list left empty', { others: [] }, { contact: {} }],
    ['an item begun', { others: [{ state: 'XA', troops: '' }] }, { others: [{ state: 'XA' }], contact: {} }],
    ['no as an answer', { invited: false }, { invited: false, contact: {} }],
  ])('%s', (_, written, tidied) => {
    expect(tidyAnswers(form, written)).toEqual(tidied);
  });

  test('leaves each missing field of a required group to be found by itself', () => {
    const findings = checkAnswers(form, tidyAnswers(form, {}), { participants: new Set() });
    expect(findings.map(({ at }) => at)).toEqual(['/name', '/contact/office']);
  });
});

describe('withAnswer', () => {
  test('changes a copy at its place', () => {
    const before = { others: [{ state: 'XA' }, { state: 'XB' }] };
    const after = withAnswer(before, ['others', '1', 'troops'], 5);
    expect(after).toEqual({ others: [{ state: 'XA' }, { state: 'XB', troops: 5 }] });
    expect(before).toEqual({ others: [{ state: 'XA' }, { state: 'XB' }] });
    expect(answerAt(after, ['others', '1', 'troops'])).toBe(5);
  });

  test('takes out what becomes nothing', () => {
    expect(withAnswer({ name: 'A', troops: 1 }, ['name'], undefined)).toEqual({ troops: 1 });
  });
});

test('element ids are the pointer without slashes', () => {
  expect(elementIdOf('/others/0/state')).toBe('answer-others-0-state');
});
