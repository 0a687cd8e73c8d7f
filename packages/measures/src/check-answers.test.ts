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

describe('answers that depend on others, and on what the organisation and the notice have', () => {
  const vector = readJson<
    Cases & { readonly lists: Record<string, string[]>; readonly attachments: string[] }
  >('vectors/organisations/answers-in-context.json');
  const whole = {
    participants: new Set(vector.participants),
    lists: new Map(Object.entries(vector.lists).map(([id, codes]) => [id, new Set(codes)])),
    attachments: new Set(vector.attachments),
  };
  test.each(vector.cases)('$name', ({ answers, findings }) => {
    expect(checkAnswers(vector.form, answers, whole)).toEqual(findings);
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

/** Answers of which about half fit: each value is of the field's kind, now and then anything else. */
function nearlyFitting(field: FieldSchema): fc.Arbitrary<unknown> {
  const { enum: options, items, properties = {}, required = [] } = field;
  const members = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, nearlyFitting(member)])),
    { requiredKeys: required as never[], noNullPrototype: true },
  );
  const fitting: Record<FieldSchema['type'], fc.Arbitrary<unknown>> = {
    string: options === undefined ? fc.constantFrom('aa', 'ab', 'bb', '𐍈𐍈') : fc.constantFrom(...options),
    integer: fc.integer({ min: 3, max: 9 }),
    boolean: fc.boolean(),
    array:
      items === undefined ? fc.constant([]) : fc.array(nearlyFitting(items), { minLength: 2, maxLength: 2 }),
    object: members,
  };
  return fc.oneof({ arbitrary: fitting[field.type], weight: 30 }, { arbitrary: anyAnswer.value, weight: 1 });
}

test('a general JSON Schema validator agrees on what fits', () => {
  const formAndAnswers = fields.object.chain((schema) =>
    fc.tuple(fc.constant(schema), nearlyFitting(schema)),
  );
  const verdicts = new Set<boolean>();
  const agree = ([schema, answers]: [FormSchema, unknown]) => {
    const validator = new Validator(structuredClone(schema) as object, '2020-12', false);
    const fits = checkAnswers(schema, answers, context).length === 0;
    verdicts.add(fits);
    expect(fits).toBe(validator.validate(answers).valid);
  };
  fc.assert(fc.property(formAndAnswers, agree), { numRuns: 3000 });
  expect(verdicts.size).toBe(2);
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
