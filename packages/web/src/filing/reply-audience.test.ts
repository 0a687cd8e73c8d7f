import type { Step } from '@rapport/measures';
import type { Audience, Notice } from '@rapport/record';
import { expect, test } from 'vitest';
import { replyAudience } from './reply-audience.ts';

const step: Step = {
  id: 'reply',
  by: 'addressee',
  offices: [],
  form: 'reply',
  state: 'open',
  after: ['open'],
};

function notice(participant: string, audience: Audience): Notice {
  return { participant, audience } as Notice;
}

const named = (...participants: string[]): Audience => ({ kind: 'named', participants });

test('a reply goes to everybody in the thread but its sender', () => {
  const opening = notice('XA', named('XB', 'XC'));
  const offer = replyAudience(step, opening, opening, 'XB');
  expect(offer.begin).toEqual(named('XA', 'XC'));
  expect(offer.always).toEqual(['XA']);
  expect(offer.fixed).toBe(false);
});

test('a reply to all begins with all, and may be narrowed to names', () => {
  const opening = notice('XA', { kind: 'participants' });
  expect(replyAudience(step, opening, opening, 'XB')).toMatchObject({
    kinds: ['participants', 'named'],
    begin: { kind: 'participants' },
  });
});

test('a correction reaches exactly whom the corrected text reached', () => {
  const opening = notice('XA', named('XB', 'XC'));
  const target = notice('XA', named('XB'));
  const offer = replyAudience({ ...step, corrects: true }, opening, target, 'XA');
  expect(offer).toMatchObject({ fixed: true, begin: named('XB') });
});
