import { describe, expect, test } from 'vitest';
import { answerRows, changesBetween, type Saying } from './answer-rows.ts';
import { formView } from './form-view.ts';
import type { FormSchema, FormWording } from './language.ts';

const form: FormSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['air', 'sea'] },
    troops: { type: 'integer', unit: 'persons' },
    long: { type: 'string', maxLength: 2000 },
    others: {
      type: 'array',
      items: {
        type: 'object',
        properties: { state: { type: 'string', format: 'participant' } },
        additionalProperties: false,
      },
    },
  },
  required: ['kind'],
  additionalProperties: false,
};
const wording: FormWording = {
  title: 'A form',
  fields: {
    '/kind': { title: 'Kind', options: { air: 'In the air', sea: 'At sea' } },
    '/troops': { title: 'Personnel', unit: 'persons' },
    '/others': { title: 'Others' },
    '/others/*': { title: 'Other' },
    '/others/*/state': { title: 'State' },
  },
};
const saying: Saying = {
  participant: (code) => `State ${code}`,
  entry: (_list, code) => code,
  file: (hash) => hash,
  day: (day) => day,
  instant: String,
  count: String,
  yes: 'Yes',
  no: 'No',
};
const fields = formView(form, wording, 'en');

test('a form is drawn by its schema and called by its wording', () => {
  expect(fields.map(({ kind, title, required }) => [kind, title, required])).toEqual([
    ['one-of', 'Kind', true],
    ['integer', 'Personnel', false],
    ['text', 'long', false],
    ['repeat', 'Others', false],
  ]);
});

describe('answers', () => {
  const before = answerRows(fields, { kind: 'air', troops: 40, others: [{ state: 'XA' }] }, saying);

  test('are said in words, in the order of the form', () => {
    expect(before).toEqual([
      { pointer: '/kind', title: 'Kind', text: 'In the air' },
      { pointer: '/troops', title: 'Personnel', text: '40 persons' },
      {
        pointer: '/others',
        title: 'Others',
        rows: [
          {
            pointer: '/others/0',
            title: 'Other 1',
            rows: [{ pointer: '/others/0/state', title: 'State', text: 'State XA' }],
          },
        ],
      },
    ]);
  });

  test('a correction shows what changed, came and went', () => {
    const after = answerRows(fields, { kind: 'sea', troops: 40, long: 'New' }, saying);
    expect(changesBetween(before, after)).toEqual([
      { pointer: '/kind', titles: ['Kind'], before: 'In the air', after: 'At sea' },
      { pointer: '/long', titles: ['long'], after: 'New' },
      { pointer: '/others/0/state', titles: ['Others', 'Other 1', 'State'], before: 'State XA' },
    ]);
  });
});
