import type { Role } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { describe, expect, test } from 'vitest';
import type { FiledNotice } from '../filed-notice.ts';
import { checkTemplate, enrolledAt, templatesFor } from './template.ts';

const roles: Readonly<Record<string, Role>> = {
  XA: 'member',
  XB: 'observer',
  XC: 'non-member',
  XP: 'partner',
  ORG: 'organisation',
};
const organisation = { participants: Object.entries(roles).map(([code, role]) => ({ code, role })) };

function filed(
  participant: string,
  audience: Notice['audience'],
  more: Partial<Notice> = {},
  circle?: string[],
): FiledNotice {
  const notice: Notice = {
    ...{ log: 'x', participant, office: 'signing-officer', step: 'offer', audience },
    measure: { id: 'm', edition: '1', hash: '0'.repeat(64) },
    ...{ answers: {}, attachments: [], date: '2027-03-01T09:00:00Z', nonce: '' },
    ...more,
  };
  return { index: 9, takenIn: 0, id: 'a'.repeat(64), notice, ...(circle === undefined ? {} : { circle }) };
}

const named = (...participants: string[]): Notice['audience'] => ({ kind: 'named', participants });
const about = (one: FiledNotice, enrolled: string[] = ['XA', 'XB', 'XC'], followed?: FiledNotice) => ({
  ...{ filed: one, organisation, enrolled },
  ...(followed === undefined ? {} : { followed }),
});

describe('a note verbale goes between offices that are entitled to it', () => {
  test.each([
    ['of a member to an observer', filed('XA', named('XB'))],
    ['to a state that is no member', filed('XA', named('XC'))],
    ['to the organisation', filed('XA', named('ORG'))],
    ['of the organisation', filed('ORG', named('XA', 'XB'))],
    ['to all participants where no body is among them', filed('XA', { kind: 'participants' })],
    ['to a circle of states', filed('XA', { kind: 'takers' }, {}, ['XB'])],
  ])('%s', (_, one) => {
    expect(checkTemplate('note', about(one))).toBeUndefined();
    expect(templatesFor(about(one))).toEqual(['note', 'letter']);
  });

  test.each([
    ['never to the public', filed('XA', { kind: 'all' }), 'note-for-public'],
    ['never to a partner body', filed('XA', named('XB', 'XP')), 'note-outside'],
    ['never from one', filed('XP', named('XA')), 'note-outside'],
    ['not to nobody', filed('XA', { kind: 'takers' }, {}, []), 'note-outside'],
    [
      'not under the root key, which is no office',
      filed('XA', named('XB'), { office: 'root' }),
      'note-outside',
    ],
    ['not from whom the organisation does not know', filed('XZ', named('XB')), 'note-outside'],
  ] as const)('%s', (_, one, refusal) => {
    expect(checkTemplate('note', about(one))).toBe(refusal);
    expect(templatesFor(about(one))).toEqual(['letter']);
  });

  test('and never to all participants where a partner body was enrolled before it', () => {
    const one = filed('XA', { kind: 'participants' });
    expect(checkTemplate('note', about(one, ['XA', 'XB', 'XP']))).toBe('note-outside');
  });
});

describe('a note is answered by a note', () => {
  const note = filed('XA', named('XB'));
  const reply = filed('XB', named('XA'));

  test('so that the answer is printed as no letter', () => {
    expect(checkTemplate('letter', about(reply, [], note))).toBe('note-answered');
    expect(templatesFor(about(reply, [], note))).toEqual(['note']);
  });

  test('a letter to the public is answered by a letter', () => {
    const letter = filed('XA', { kind: 'all' });
    expect(templatesFor(about(filed('XB', { kind: 'all' }), [], letter))).toEqual(['letter']);
  });

  test('a body that no note may go to is answered by a letter', () => {
    expect(templatesFor(about(filed('XB', named('XP')), [], note))).toEqual(['letter']);
  });
});

test('what is sealed is printed by whoever opens it, never by the server', () => {
  const sealed = filed('XA', named('XB'), { sealed: {} as NonNullable<Notice['sealed']> });
  expect(templatesFor(about(sealed))).toEqual([]);
  expect(checkTemplate('letter', about(sealed))).toBe('sealed');
});

test('who was enrolled at a place is who had a root key before it', () => {
  const roots = [
    { participant: 'XB', certifiedAt: 4 },
    { participant: 'XA', certifiedAt: 1 },
    { participant: 'XA', certifiedAt: 3 },
    { participant: 'XC', certifiedAt: 9 },
  ];
  expect(enrolledAt(roots, 9)).toEqual(['XA', 'XB']);
  expect(enrolledAt(roots, 10)).toEqual(['XA', 'XB', 'XC']);
  expect(enrolledAt(roots, 1)).toEqual([]);
});
