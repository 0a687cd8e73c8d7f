import { expect, test } from 'vitest';
import { draftKey } from '../filing/draft.ts';
import { ownDraft } from './own-drafts.ts';

const place = { participant: 'XA', office: 'focal-point', measure: 'visit', edition: '1', step: 'offer' };

test.each([
  ['an opening', place],
  ['a reply', { ...place, thread: 'ab'.repeat(32), after: 'cd'.repeat(32) }],
])('the key of %s is read as it was written', (_what, written) => {
  const pending = { id: 'ab', note: 'n' };
  expect(ownDraft(draftKey(written), { pending })).toEqual([
    { key: draftKey(written), place: written, isSigned: true },
  ]);
  expect(ownDraft(draftKey(written), {})[0]?.isSigned).toBe(false);
});

test.each([
  'files/draft/XA/focal-point/visit/1/offer//',
  'opened/XA/focal-point',
  'draft/XA',
  'draft///////',
  '',
])('what is no draft is left alone: %s', (key) => {
  expect(ownDraft(key, {})).toEqual([]);
});
