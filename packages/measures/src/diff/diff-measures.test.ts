import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure } from '../language.ts';
import { type MeasureDefinition, measureHash } from '../measure-hash.ts';
import { parseOrganisation } from '../parse-organisation.ts';
import { readAccepted } from '../testing/organisation-vectors.ts';
import { diffMeasures } from './diff-measures.ts';

const found = parseOrganisation(readAccepted()).organisation?.measures.find(({ id }) => id === 'visit-offer');
if (found === undefined) throw new Error('the accepted organisation has a measure visit-offer');
const measure: Measure = found;

/** The measure with its text changed, hashed anew. */
function changed(change: (draft: Draft) => void): Measure {
  const draft = structuredClone(measure) as unknown as Draft;
  change(draft);
  return rehashed(draft as unknown as Measure);
}

// oxlint-disable-next-line no-explicit-any -- a draft may be changed in any way
type Draft = any;

function rehashed({ forms, wording, ...rest }: Measure): Measure {
  const definition = Object.fromEntries(
    Object.entries(rest).filter(([name]) => name !== 'hash'),
  ) as unknown as MeasureDefinition;
  return { ...definition, forms, wording, hash: measureHash(definition, forms, wording) };
}

const codes = (change: (draft: Draft) => void) =>
  diffMeasures(measure, changed(change)).map(({ code, at }) => `${code} ${at}`);

const [firstStep] = measure.steps;
const [formName = '', form] = Object.entries(measure.forms)[0] ?? [];
const [fieldName = ''] = Object.keys(form?.properties ?? {});
const [language = ''] = Object.keys(measure.wording);

test('a measure does not differ from itself', () => {
  expect(diffMeasures(measure, structuredClone(measure))).toEqual([]);
});

describe('each change is named with its place', () => {
  test('edition', () => {
    const after = changed((draft) => {
      draft.edition = '2';
    });
    expect(diffMeasures(measure, after)).toEqual([
      { code: 'edition-changed', at: '/edition', before: measure.edition, after: '2' },
    ]);
  });

  test('a step that comes, and one that goes', () => {
    const after = changed((draft) => draft.steps.push({ ...draft.steps[0], id: 'another' }));
    expect(diffMeasures(measure, after).map(({ code, at }) => [code, at])).toEqual([
      ['step-added', '/steps/another'],
    ]);
    expect(diffMeasures(after, measure).map(({ code, at }) => [code, at])).toEqual([
      ['step-removed', '/steps/another'],
    ]);
  });

  test('who takes a step, for which office', () => {
    expect(
      codes((draft) => {
        draft.steps[0].by = 'coordinator';
        draft.steps[0].offices = ['secretariat'];
      }),
    ).toEqual([`step-changed /steps/${firstStep?.id}/by`, `step-changed /steps/${firstStep?.id}/offices`]);
  });

  test('a clock', () => {
    const clock = { kind: 'quota', id: 'few', step: firstStep?.id, limit: 2, per: 'year' };
    expect(codes((draft) => draft.clocks.push(clock))).toEqual(['clock-added /clocks/few']);
  });

  test('audiences', () => {
    expect(
      codes((draft) => {
        draft.audience = ['dimension'];
      }),
    ).toEqual([...measure.audience.map(() => 'audience-removed /audience'), 'audience-added /audience']);
  });

  test('a field that comes, and is required', () => {
    expect(
      codes((draft) => {
        draft.forms[formName].properties.rain = { type: 'integer', minimum: 0, maximum: 9 };
        draft.forms[formName].order.push('rain');
        draft.forms[formName].required = [...(draft.forms[formName].required ?? []), 'rain'];
      }),
    ).toEqual([`field-added /forms/${formName}/~1rain`, `field-required /forms/${formName}/~1rain`]);
  });

  test('a text', () => {
    const after = changed((draft) => {
      draft.wording[language].title = 'Another title';
    });
    expect(diffMeasures(measure, after)).toEqual([
      {
        code: 'wording-changed',
        at: `/wording/${language}/title`,
        before: measure.wording[language]?.title,
        after: 'Another title',
      },
    ]);
  });

  test('views', () => {
    expect(
      codes((draft) => {
        draft.shows = [{ view: 'matrix' }];
      }).at(-1),
    ).toBe('view-added /shows/matrix');
  });

  test('the order of fields', () => {
    const names = Object.keys(form?.properties ?? {});
    expect(
      codes((draft) => {
        draft.forms[formName].order = names.toReversed();
      }),
    ).toEqual(names.length > 1 ? [`fields-reordered /forms/${formName}`] : []);
  });

  test('what says the same in another notation', () => {
    const twice = changed((draft) => {
      draft.forms[formName].required = [fieldName, ...(draft.forms[formName].required ?? [])];
    });
    const again = changed((draft) => {
      draft.forms[formName].required = [fieldName, ...(draft.forms[formName].required ?? []), fieldName];
    });
    expect(diffMeasures(twice, again)).toEqual([{ code: 'notation-changed', at: '' }]);
  });
});

test('no value changes unseen, and the way back names as many places', () => {
  const text = JSON.stringify({ ...measure, hash: undefined });
  const count = text.length;
  fc.assert(
    fc.property(fc.nat(count), fc.constantFrom('x', 7, true), (place, value) => {
      let seen = 0;
      const draft = JSON.parse(text, (name, old: unknown) => {
        if (typeof old === 'object' || name === 'id') return old;
        return seen++ === place % 300 ? value : old;
      });
      const after = rehashed({ ...draft, hash: '' });
      fc.pre(after.id === measure.id);
      expect(diffMeasures(measure, after).length > 0).toBe(after.hash !== measure.hash);
      expect(diffMeasures(after, measure).length > 0).toBe(after.hash !== measure.hash);
    }),
  );
});
