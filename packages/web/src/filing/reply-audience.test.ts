import type { Measure, Step } from '@rapport/measures';
import type { Audience, Notice } from '@rapport/record';
import { expect, test } from 'vitest';
import { openingAudience, replyAudience } from './reply-audience.ts';

const measure = { audience: ['participants', 'named'] } as unknown as Measure;

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
  const offer = replyAudience(measure, step, opening, opening, 'XB');
  expect(offer.begin).toEqual(named('XA', 'XC'));
  expect(offer.always).toEqual(['XA']);
  expect(offer.fixed).toBe(false);
});

test('a reply to all begins with all, and may be narrowed to names', () => {
  const opening = notice('XA', { kind: 'participants' });
  expect(replyAudience(measure, step, opening, opening, 'XB')).toMatchObject({
    kinds: ['participants', 'named'],
    begin: { kind: 'participants' },
  });
});

test('a correction reaches exactly whom the corrected text reached', () => {
  const opening = notice('XA', named('XB', 'XC'));
  const target = notice('XA', named('XB'));
  const offer = replyAudience(measure, { ...step, corrects: true }, opening, target, 'XA');
  expect(offer).toMatchObject({ fixed: true, begin: named('XB') });
});

test('what is for named participants may be sealed where the measure offers it, and has to be after what is sealed', () => {
  const offering = (...audience: Measure['audience']): Measure => ({ ...measure, audience });
  expect(openingAudience(offering('named', 'sealed'))).toMatchObject({ kinds: ['named'], sealing: 'may' });
  expect(openingAudience(offering('sealed'))).toMatchObject({ kinds: ['named'], sealing: 'must' });
  expect(openingAudience(measure)).toMatchObject({ kinds: ['participants', 'named'], sealing: 'no' });
  const open = notice('XA', named('XB'));
  const sealed = { ...open, sealed: { commitment: '', text: '' } };
  const sealing = (opening: Notice, target: Notice, of = measure) =>
    replyAudience(of, step, opening, target, 'XB').sealing;
  expect([sealing(open, open), sealing(open, open, offering('named', 'sealed'))]).toEqual(['no', 'may']);
  expect([sealing(sealed, open), sealing(open, sealed)]).toEqual(['must', 'must']);
});
