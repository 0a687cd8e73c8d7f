import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allKeys, applyNotices, emptyRegister, keysOf, readRegistration } from './key-register.ts';
import { registerOf } from './testing/sample-log.ts';
import { measureOf, sampleOrganisation } from './testing/sample-organisation.ts';
import { exchangeLog } from './testing/sample-threads.ts';

const organisation = sampleOrganisation();
const { entries } = await exchangeLog(organisation);
const whole = registerOf(organisation, entries);

test('the register says who may sign for whom', () => {
  expect(whole.organisation).toBe('ABC');
  expect(whole.size).toBe(entries.length);
  expect([...whole.roots.keys()]).toEqual(['ABC', 'XA', 'XB', 'XC']);
  expect(keysOf(whole, 'XA', 'signing-officer').map(({ certifiedAt }) => certifiedAt)).toEqual([4, 10]);
  expect(keysOf(whole, 'XA', 'root')).toHaveLength(1);
  expect(keysOf(whole, 'XD', 'root')).toEqual([]);
  expect(keysOf(whole, 'XA', 'planning')).toEqual([]);
  expect(allKeys(whole)).toHaveLength(whole.used.size);
});

test('applying notices in any portions equals applying them at once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: entries.length }), { maxLength: 6 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), entries.length];
      const portions = places.slice(1).map((end, i) => entries.slice(places[i], end));
      const register = portions.reduce((one, some) => applyNotices(one, organisation, some), emptyRegister());
      expect(register).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});

test('applying notices leaves the register before it as it was', () => {
  const before = registerOf(organisation, entries.slice(0, 4));
  const copy = structuredClone(before);
  applyNotices(before, organisation, entries.slice(4));
  expect(before).toEqual(copy);
});

test.each([
  ['no key', { key: 7 }],
  ['half a key', { key: 'abc+' }],
  ['a beginning without zone', { from: '2027-01-01T00:00:00' }],
  ['an end that is no date', { until: 'never' }],
])('%s registers nothing', (_what, changes) => {
  const certificate = entries[4]?.notice;
  const step = measureOf(organisation, 'keys').steps.find(({ id }) => id === 'certify');
  if (certificate === undefined || step === undefined) throw new Error('the sample log has changed');
  const notice = { ...certificate, answers: { ...certificate.answers, ...changes } };
  expect(readRegistration(certificate, step, 0)).toMatchObject({
    participant: 'XA',
    office: 'signing-officer',
  });
  expect(readRegistration(notice, step, 0)).toBe('key-form');
});
