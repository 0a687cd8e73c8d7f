import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerFinding, checkAnswers, hasFormat } from './index.ts';
import type { FieldSchema, FormSchema } from './language.ts';
import { readJson } from './testing/read-files.ts';

interface Cases {
  readonly participants: string[];
  readonly form: FormSchema;
  readonly cases: readonly {
    readonly name: string;
    readonly answers: unknown;
    readonly findings: AnswerFinding[];
  }[];
}

const { participants, form, cases } = readJson<Cases>('vectors/organisations/answers.json');
const context = { participants: new Set(participants) };

describe('every wrong place is found, with one finding each', () => {
  test.each(cases)('$name', ({ answers, findings }) => {
    expect(checkAnswers(form, answers, context)).toEqual(findings);
  });
});

describe('formats', () => {
  const formats = readJson<Record<string, Record<'accepted' | 'refused', string[]>>>(
    'vectors/organisations/formats.json',
  );
  for (const [format, texts] of Object.entries(formats)) {
    test.each(texts.accepted)(`${format}: %j`, (text) => expect(hasFormat(format, text, context)).toBe(true));
    test.each(texts.refused)(`not ${format}: %j`, (text) =>
      expect(hasFormat(format, text, context)).toBe(false),
    );
  }

  test('a format that the language lacks fits no text', () =>
    expect(hasFormat('time', '10:00', context)).toBe(false));
});

const bounds = (low: 'minLength' | 'minItems', high: 'maxLength' | 'maxItems') =>
  fc.record({ [low]: fc.nat(2), [high]: fc.integer({ min: 2, max: 4 }) }, { requiredKeys: [] });

const fields = fc.letrec<{ field: FieldSchema; object: FormSchema }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 2 },
    bounds('minLength', 'maxLength').map((limits): FieldSchema => ({ type: 'string', ...limits })),
    fc.constant<FieldSchema>({ type: 'string', enum: ['a', 'b'] }),
    fc.constant<FieldSchema>({ type: 'string', pattern: '^[a-c]*$' }),
    fc
      .record({ minimum: fc.integer({ min: -3, max: 3 }) })
      .map((limits): FieldSchema => ({ type: 'integer', ...limits })),
    fc.constant<FieldSchema>({ type: 'boolean' }),
    fc
      .tuple(bounds('minItems', 'maxItems'), fc.boolean(), tie('field'))
      .map(([limits, uniqueItems, items]): FieldSchema => ({ type: 'array', ...limits, uniqueItems, items })),
    tie('object'),
  ),
  object: fc
    .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('field')), fc.subarray(['a', 'b', 'c']))
    .map(([properties, required]) => {
      const known = required.filter((name) => Object.hasOwn(properties, name));
      return { type: 'object', properties, required: known, additionalProperties: false };
    }),
}));

const anyAnswer = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'aaaaa', '', '𐍈𐍈', 0, 1, -4, 0.5, true, null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value')),
  ),
}));

test('a general JSON Schema validator agrees on what fits', () => {
  const agree = (schema: FormSchema, answers: unknown) => {
    const validator = new Validator(structuredClone(schema) as object, '2020-12', false);
    expect(checkAnswers(schema, answers, context).length === 0).toBe(validator.validate(answers).valid);
  };
  fc.assert(fc.property(fields.object, anyAnswer.value, agree), { numRuns: 3000 });
});

test('nothing makes it throw, and no place has two findings', () => {
  fc.assert(
    fc.property(fc.anything(), (answers) => {
      const places = checkAnswers(form, answers, context).map(({ at }) => at);
      expect(new Set(places).size).toBe(places.length);
    }),
  );
});

test('a member that is undefined counts as absent', () => {
  expect(checkAnswers({ ...form, required: [] }, { subject: undefined }, context)).toEqual([]);
});

test('a hostile list costs no more than its first look', () => {
  const states = Array.from({ length: 500_000 }, (_, index) => ({ participant: 'XA', days: index }));
  const findings = checkAnswers({ ...form, required: [] }, { states }, context);
  expect(findings).toEqual([{ code: 'answer-too-many', at: '/states', limit: 3 }]);
});
