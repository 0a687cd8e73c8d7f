import { expect, test } from 'vitest';
import { checkSealing } from './check-sealing.ts';
import type { MeasureFolder } from './folder.ts';
import type { MeasureDefinition } from './measure-hash.ts';

const folder = { id: 'm' } as MeasureFolder;
const places = (change: object): string[] => {
  const definition = { audience: ['named', 'sealed'], steps: [], clocks: [], ...change };
  return checkSealing(definition as unknown as MeasureDefinition, folder).map(({ at }) => at);
};

test('what offers to seal needs nothing of what is said', () => {
  const steps = [
    { by: 'participant' },
    { by: ['opener', 'named'], field: '/a' },
    { by: 'participant', effect: 'x' },
  ];
  expect(places({ steps })).toEqual(['/steps/1/by', '/steps/2/effect']);
  const clocks = [
    { kind: 'after', each: 'addressee' },
    { kind: 'after', each: 'named' },
    { kind: 'before', field: '/a' },
    { kind: 'dated', field: '/a' },
    { kind: 'yearly', year: '/a' },
    { kind: 'quota' },
  ];
  expect(places({ clocks })).toEqual([
    '/clocks/1/each',
    '/clocks/2/kind',
    '/clocks/3/kind',
    '/clocks/4/kind',
  ]);
  expect(places({ audience: ['named'], steps, clocks })).toEqual([]);
});
