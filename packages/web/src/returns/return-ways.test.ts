import type { Measure } from '@rapport/measures';
import { expect, test } from 'vitest';
import type { Letter } from '../exchange/filed.ts';
import { returnWays, yearlyClock } from './return-ways.ts';

const steps = [
  { id: 'card', offices: ['signing-officer'], form: 'card', carries: '/asIn' },
  { id: 'unchanged', offices: ['focal-point', 'signing-officer'], form: 'year', nil: true },
  { id: 'end', offices: ['signing-officer'], form: 'year' },
];
const clock = { kind: 'yearly', id: 'yearly', step: ['card', 'unchanged'], month: 1, day: 31, year: '/year' };
const measure = { steps, clocks: [clock], audience: ['named', 'takers'] } as unknown as Measure;
const last = (change: object = {}): Letter =>
  ({
    id: 'ab',
    notice: { step: 'card', answers: { year: 2026, post: 'Duty' }, audience: { kind: 'takers' }, ...change },
  }) as unknown as Letter;
const ways = (before: Letter | null, office = 'signing-officer') => {
  const found = yearlyClock(measure, 'yearly');
  if (found === undefined) throw new Error('no clock');
  return returnWays(measure, found, 2027, before, office).map(({ step, answers, audience }) => [
    step.id,
    answers,
    audience.kind,
  ]);
};

test('nothing new, or the words of the last return, for the year that is due', () => {
  expect(ways(last())).toEqual([
    ['card', { year: 2027, post: 'Duty', asIn: 'ab' }, 'takers'],
    ['unchanged', { year: 2027 }, 'takers'],
  ]);
});

test('no words where there were none, another step was the last, or they are sealed', () => {
  const nil = [['unchanged', { year: 2027 }, 'takers']];
  expect(ways(null)).toEqual(nil);
  expect(ways(last({ step: 'unchanged', answers: { year: 2026 } }))).toEqual(nil);
  expect(ways(last({ sealed: {} }))).toEqual(nil);
});

test('an office is offered what it may sign', () => {
  expect(ways(last(), 'focal-point').map(([step]) => step)).toEqual(['unchanged']);
  expect(ways(last(), 'secretariat')).toEqual([]);
});
