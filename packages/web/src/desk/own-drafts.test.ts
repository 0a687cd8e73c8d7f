import { expect, test } from 'vitest';
import { draftKey } from '../filing/draft.ts';
import { isLeftOver, ownDraft } from './own-drafts.ts';

const place = { participant: 'XA', office: 'focal-point', measure: 'visit', edition: '1', step: 'offer' };

test.each([
  ['an opening', place],
  ['a reply', { ...place, thread: 'ab'.repeat(32), after: 'cd'.repeat(32) }],
])('the key of %s is read as it was written', (_what, written) => {
  const pending = { id: 'ab', note: 'n' };
  expect(ownDraft(draftKey(written), { answers: {}, pending })).toEqual([
    { key: draftKey(written), place: written, isSigned: true },
  ]);
  expect(ownDraft(draftKey(written), { answers: {} })[0]?.isSigned).toBe(false);
  expect(ownDraft(draftKey(written, 'id'), { answers: {} })[0]?.place).toEqual(written);
});

test('a copy of what the office has filed goes; words that it has not go nowhere', () => {
  const base = { answers: { name: 'a' }, files: [] };
  const shared = { id: 'id', revision: 1, base, clashes: [] };
  const copy = ownDraft(draftKey(place, 'id'), { answers: { name: 'a' }, shared });
  const mine = ownDraft(draftKey(place, 'id'), { answers: { name: 'b' }, shared });
  const [filed, written] = [
    [{ id: 'id', state: 'filed' } as const],
    [{ id: 'id', state: 'writing' } as const],
  ];
  expect([copy, copy, copy].map(([one], i) => one && isLeftOver(one, [filed, [], written][i] ?? []))).toEqual(
    [true, true, false],
  );
  expect(mine.map((one) => isLeftOver(one, filed))).toEqual([false]);
});

test.each([
  'files/draft/XA/focal-point/visit/1/offer//',
  'opened/XA/focal-point',
  'draft/XA',
  'draft///////',
  '',
])('what is no draft is left alone: %s', (key) => {
  expect(ownDraft(key, { answers: {} })).toEqual([]);
});
