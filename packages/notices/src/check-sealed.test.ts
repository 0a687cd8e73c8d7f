import type { Measure } from '@rapport/measures';
import type { Notice } from '@rapport/record';
import { describe, expect, test } from 'vitest';
import { checkRegistration } from './check-keys.ts';
import { checkSealed } from './check-sealed.ts';
import type { FiledNotice } from './filed-notice.ts';
import { applyNotices, emptyRegister, sealingKeysOf } from './key-register.ts';

const text = 'cd'.repeat(32);
const part = { name: '1.age', mediaType: 'application/age', sha256: text, size: 9 };
const open: Notice = {
  answers: {},
  attachments: [],
  audience: { kind: 'named', participants: ['XB'] },
  date: '2027-01-04T00:00:00Z',
  log: 'l',
  measure: { id: 'm', edition: '1', hash: 'ab'.repeat(32) },
  nonce: '',
  office: 'signing-officer',
  participant: 'XA',
  step: 's',
};
const sealed: Notice = { ...open, sealed: { commitment: '56'.repeat(32), text }, attachments: [part] };
const filed = (notice: Notice): FiledNotice => ({ index: 0, takenIn: 0, id: 'n', notice });
const offering: Pick<Measure, 'audience'> = { audience: ['named', 'sealed'] };
const codes = (notice: Notice, measure = offering, followed: (FiledNotice | undefined)[] = []) =>
  checkSealed(notice, measure, followed).map(({ code }) => code);

describe('a sealed notice', () => {
  test('is taken where the measure offers it', () => {
    expect(codes(sealed)).toEqual([]);
    expect(codes(sealed, { audience: ['named'] })).toEqual(['audience-kind-not-offered']);
    expect(codes(open, { audience: ['named'] })).toEqual([]);
  });

  test.each([
    ['with an answer in the open', { answers: { a: 1 } }],
    ['for everybody', { audience: { kind: 'all' as const } }],
    ['for all participants', { audience: { kind: 'participants' as const } }],
    ['without its text', { attachments: [] }],
    ['with another file as its text', { attachments: [{ ...part, sha256: 'ef'.repeat(32) }] }],
    ['with a file in the open', { attachments: [part, { ...part, mediaType: 'application/pdf' }] }],
  ])('is refused %s', (_, change) => expect(codes({ ...sealed, ...change })).toEqual(['sealed-form']));

  test('is followed by nothing open', () => {
    expect(codes(open, offering, [filed(sealed), undefined])).toEqual(['audience-not-sealed']);
    expect(codes(open, offering, [filed(open), filed(sealed)])).toEqual(['audience-not-sealed']);
    expect(codes(sealed, offering, [filed(sealed), filed(sealed)])).toEqual([]);
    expect(codes(sealed, offering, [filed(open), filed(open)])).toEqual([]);
  });
});

describe('keys to seal to', () => {
  const key = `age1pq1${'q'.repeat(1952)}`;
  const publish = { id: 'publish-sealing', effect: 'publishes-sealing-key' } as const;
  const end = { id: 'end-sealing', effect: 'ends-sealing-key' } as const;
  const keys = { id: 'keys', edition: '1', steps: [publish, end] } as unknown as Measure;
  const notice = (step: string, participant: string, answers: Notice['answers']): Notice => ({
    ...open,
    participant,
    step,
    answers,
    measure: { ...open.measure, id: 'keys' },
  });
  const register = (...notices: Notice[]) =>
    applyNotices(
      emptyRegister(),
      { measures: [keys] },
      notices.map((one, index) => ({ index, takenIn: index, id: `n${index}`, notice: one })),
    );
  const check = (one: Notice, ...before: Notice[]) => {
    const step = keys.steps.find(({ id }) => id === one.step);
    if (step === undefined) throw new Error('no such step');
    const signed = { notice: one } as Parameters<typeof checkRegistration>[0];
    return checkRegistration(signed, step, register(...before), 9).map(({ code }) => code);
  };
  const published = notice('publish-sealing', 'XA', { key });
  const ended = notice('end-sealing', 'XA', { key });

  test('are those published and not ended', () => {
    expect(sealingKeysOf(register(published), 'XA')).toEqual([
      { participant: 'XA', office: 'signing-officer', key, notice: 'n0', publishedAt: 0 },
    ]);
    expect(sealingKeysOf(register(published), 'XB')).toEqual([]);
    expect(sealingKeysOf(register(published, ended), 'XA')).toEqual([]);
    expect(register(published, ended).sealing.get(key)?.ended).toBe('n1');
  });

  test('are published once and ended by their own participant', () => {
    expect(check(published)).toEqual([]);
    expect(check(published, published)).toEqual(['key-in-use']);
    expect(check(notice('publish-sealing', 'XB', { key }), published)).toEqual(['key-in-use']);
    expect(check(ended, published)).toEqual([]);
    expect(check(ended)).toEqual(['revoked-key-unknown']);
    expect(check(ended, published, ended)).toEqual(['revoked-key-unknown']);
    expect(check(notice('end-sealing', 'XB', { key }), published)).toEqual(['revoked-key-unknown']);
    for (const wrong of ['', 'age1qqqq', key.slice(0, -1), key.toUpperCase()])
      expect(check(notice('publish-sealing', 'XA', { key: wrong }))).toEqual(['key-form']);
  });
});
