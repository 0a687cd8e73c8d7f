import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { Fault } from './organisation.ts';
import { readAccepted } from './testing/organisation-vectors.ts';

/** Nothing here takes a second; what is not through after this long would never be. */
const KILL_MS = 30_000;

interface Told {
  readonly faults: readonly Pick<Fault, 'file' | 'at' | 'code' | 'sentence'>[];
  readonly isParsed: boolean;
  readonly isPolluted: boolean;
}

/** Reads a folder in a thread of its own, which is stopped if it does not come back. */
function parseBounded(files: ReadonlyMap<string, string>, answers: readonly unknown[] = []): Promise<Told> {
  const worker = new Worker(new URL('./testing/parse-in-worker.mjs', import.meta.url), {
    workerData: { files: [...files], answers },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Error(`stopped after ${KILL_MS} ms`));
    }, KILL_MS);
    worker.once('message', (told: Told) => resolve(told));
    worker.once('error', reject);
    worker.once('exit', () => clearTimeout(timer));
  });
}

const measure = 'measures/visit-offer/measure.json';
const form = 'measures/visit-offer/forms/offer.json';

/** The accepted organisation with the text of one file changed. */
function withText(path: string, change: (text: string) => string): Map<string, string> {
  const files = readAccepted();
  return files.set(path, change(files.get(path) ?? ''));
}

// oxlint-disable-next-line no-explicit-any -- hostile JSON has no type
type Json = any;

function withJson(path: string, change: (json: Json) => void): Map<string, string> {
  return withText(path, (text) => {
    const json: Json = JSON.parse(text);
    change(json);
    return JSON.stringify(json);
  });
}

function withField(field: unknown, name = 'hostile'): Map<string, string> {
  // Spelled as text, since an object literal cannot hold a member __proto__ of its own.
  return withText(form, (text) =>
    text.replace(
      /"properties":\s*\{/,
      (start) => `${start}${JSON.stringify(name)}:${JSON.stringify(field)},`,
    ),
  );
}

async function expectRefused(
  files: ReadonlyMap<string, string>,
  code: Fault['code'],
  file: string,
): Promise<void> {
  const { faults, isParsed, isPolluted } = await parseBounded(files);
  expect({ isParsed, isPolluted }).toEqual({ isParsed: false, isPolluted: false });
  const here = faults.filter((fault) => fault.file === file);
  expect(here.map((fault) => fault.code)).toContain(code);
  for (const { sentence } of here) expect(sentence).toMatch(/^["A-Z].*\.$/s);
}

test('the folder that is made hostile below is sound, so that each refusal is for its own reason', async () => {
  expect(await parseBounded(readAccepted())).toMatchObject({ faults: [], isParsed: true, isPolluted: false });
});

describe('a pattern that can take for ever is refused before it is tried', () => {
  const text = (pattern: string) => ({ type: 'string', maxLength: 400, pattern });
  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^((a*)*)*$',
    '^(?:(?:a+)+)+$',
    '^(a?){50}$',
    '^([a-z]+\\d?)*$',
    '^(.*a){20}$',
    '^(a)\\1+$',
    '^(?<x>a+)\\k<x>$',
    '^(?=(a+))\\1b$',
    '^a(?=a*b)$',
    '^(?<!a+)b$',
    '^a{1000}$',
    '^(a{1000}){1000}$',
    '^a*a*a*a*b$',
    '^\\s+\\s+\\s+\\s+$',
    '^(a',
    '^[z-a]$',
    '\\',
  ])('%s', (pattern) => expectRefused(withField(text(pattern)), 'form-invalid', form));

  test('one that is taken ends at once on the worst text that its field takes', async () => {
    const files = withText(form, (old) => old);
    const told = await parseBounded(files, [{ hostile: `${'a'.repeat(400)}!` }, { '': 'a'.repeat(5e6) }]);
    expect(told.isParsed).toBe(true);
  });
});

describe('what is nested, long or large', () => {
  test('a form of 10,000 levels', () => {
    const deep = `${'{"type":"object","properties":{"a":'.repeat(1e4)}{"type":"boolean"}${'}}'.repeat(1e4)}`;
    return expectRefused(
      withText(form, () => deep),
      'json-invalid',
      form,
    );
  });

  test('a list of 10,000 levels', () =>
    expectRefused(
      withText(measure, () => '['.repeat(1e4) + ']'.repeat(1e4)),
      'json-invalid',
      measure,
    ));

  test('5 MB of text where a title should be a number', () =>
    expectRefused(
      withJson(measure, (json) => {
        json.steps[0].by = 'x'.repeat(5 * 1024 * 1024);
      }),
      'shape-invalid',
      measure,
    ));

  test('5 MB that are no JSON', () =>
    expectRefused(
      withText(measure, () => '"'.padEnd(5 * 1024 * 1024, '\\')),
      'json-invalid',
      measure,
    ));

  test('steps without end, all of one name', () =>
    expectRefused(
      withJson(measure, (json) => {
        json.steps = Array.from({ length: 2001 }, () => json.steps[0]);
      }),
      'id-twice',
      measure,
    ));

  test('a list of 2,001 entries', () => {
    const name = { en: 'An entry', ru: 'Запись' };
    const entries = Array.from({ length: 2001 }, (_, index) => ({ code: String(index), name }));
    const list = JSON.stringify({ id: 'many', name, source: 'invented', entries });
    return expectRefused(readAccepted().set('lists/many.json', list), 'shape-invalid', 'lists/many.json');
  });
});

describe('a procedure that does not hold together', () => {
  test('steps that follow only each other', () =>
    expectRefused(
      withJson(measure, (json) => {
        const { state: _state, ...step } = { ...json.steps[0], by: 'addressee' };
        json.steps.push({ ...step, id: 'one', after: ['two'] }, { ...step, id: 'two', after: ['one'] });
      }),
      'step-unreachable',
      measure,
    ));

  test('an audience that nobody knows', () =>
    expectRefused(
      withJson(measure, (json) => {
        json.audience = ['everybody'];
      }),
      'shape-invalid',
      measure,
    ));

  test.each(['__proto__', 'constructor', 'toString'])('a step after %s', (name) =>
    expectRefused(
      withJson(measure, (json) => {
        json.steps.at(-1).after = [name];
      }),
      /_/.test(name) || /[A-Z]/.test(name) ? 'shape-invalid' : 'reference-unknown',
      measure,
    ),
  );

  test.each(['constructor', 'hasown'])('a form called %s that is not there', (name) =>
    expectRefused(
      withJson(measure, (json) => {
        json.steps[0].form = name;
      }),
      'reference-unknown',
      measure,
    ),
  );
});

describe('names that objects have already', () => {
  const yes = { type: 'boolean' };

  test('a field __proto__', () => expectRefused(withField(yes, '__proto__'), 'shape-invalid', form));

  test('a field __proto__ that would lend its members', async () => {
    const field = {
      polluted: true,
      type: 'object',
      properties: { polluted: yes },
      additionalProperties: false,
    };
    await expectRefused(withField(field, '__proto__'), 'shape-invalid', form);
  });

  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
    'a field %s is a field like others: what it lacks is its wording',
    async (name) => {
      const { faults, isPolluted } = await parseBounded(withField(yes, name));
      expect(isPolluted).toBe(false);
      expect(faults.map(({ code }) => code)).toContain('wording-missing');
    },
  );

  test('wording of __proto__', () =>
    expectRefused(
      withText('measures/visit-offer/wording/en.json', (text) =>
        text.replace(/"states":\s*\{/, (start) => `${start}"__proto__":"polluted",`),
      ),
      'wording-unused',
      'measures/visit-offer/wording/en.json',
    ));

  test('folders and files of such names', async () => {
    const files = readAccepted()
      .set('measures/__proto__/measure.json', '{"polluted":true}')
      .set('measures/constructor/forms/prototype.json', '{"polluted":true}')
      .set('__proto__.json', '{"polluted":true}');
    const { faults, isParsed, isPolluted } = await parseBounded(files);
    expect({ isParsed, isPolluted }).toEqual({ isParsed: false, isPolluted: false });
    expect(faults.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['__proto__.json', 'measures/__proto__/measure.json']),
    );
  });
});

describe('text that programs read differently', () => {
  test('a name given twice', () =>
    expectRefused(
      withText(measure, (text) => text.replace('{', '{"id":"visit-offer",')),
      'json-invalid',
      measure,
    ));

  test('a name given twice, once as an escape', () =>
    expectRefused(
      withText(measure, (text) => text.replace('{', '{"\\u0069d":"visit-offer",')),
      'json-invalid',
      measure,
    ));

  test.each(['\\ud800', '\\udc00x', '\ud800'])('half of a surrogate pair: %j', (half) =>
    expectRefused(
      withText(measure, (text) => text.replace('"source": "', (start) => start + half)),
      'json-invalid',
      measure,
    ),
  );
});

describe('conditions and order', () => {
  const choice = { type: 'string', enum: ['a', 'b'] };
  const asked = (field: string) => ({ ...choice, when: { field, is: ['a'] } });
  const withFields = (fields: object, more: object = {}) =>
    withJson(form, (json) => {
      Object.assign(json.properties, fields);
      Object.assign(json, more);
    });

  test.each([
    ['itself', { one: asked('one') }],
    ['one another', { one: asked('two'), two: asked('one') }],
    ['one that is asked on a condition', { one: choice, two: asked('one'), three: asked('two') }],
    ['a stranger', { one: asked('nobody') }],
    ['constructor', { one: asked('constructor') }],
    ['an option that is none', { one: choice, two: { ...choice, when: { field: 'one', is: ['z'] } } }],
    ['a date before itself', { one: { type: 'string', format: 'date', notBefore: 'one' } }],
  ])('a field that is asked because of %s', (_, fields) =>
    expectRefused(withFields(fields), 'form-invalid', form),
  );

  test.each([
    ['a stranger', ['one', 'stranger']],
    ['constructor', ['one', 'constructor']],
    ['one alone', ['one']],
  ])('an order with %s', (_, order) =>
    expectRefused(withFields({ one: choice }, { order }), 'form-invalid', form),
  );
});
