import type { Notice } from '@rapport/record';
import { expect, test } from 'vitest';
import { checkReach, isAddressee, mayRead, type Reader } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { sampleOrganisation } from './testing/sample-organisation.ts';
import { noticeOf } from './testing/sign-notice.ts';

const organisation = sampleOrganisation();
const [sender, named, other] = ['XA', 'XB', 'XC'].map((participant): Reader => ({ participant }));

function from(audience: unknown): Notice {
  const draft = { participant: 'XA', measure: 'visit-offer', step: 'offer' };
  return noticeOf(organisation, { ...draft, audience: audience as Notice['audience'] });
}

/** Each kind of audience; who of sender, named, other and public may read. */
const table: readonly (readonly [unknown, ...boolean[]])[] = [
  [{ kind: 'all' }, true, true, true, true],
  [{ kind: 'participants' }, true, true, true, false],
  [{ kind: 'named', participants: ['XB'] }, true, true, false, false],
  [{ kind: 'named', participants: ['XB', 'XC'] }, true, true, true, false],
  [{ kind: 'named', participants: [] }, true, false, false, false],
  [{ kind: 'takers' }, true, false, false, false],
  [{ kind: 'dimension' }, true, false, false, false],
  [{ kind: 'sealed' }, true, false, false, false],
  [{ kind: 'of-a-later-version' }, true, false, false, false],
];

test.each(table)('who may read %j', (audience, ...expected) => {
  const readers = [sender, named, other, 'public'] as Reader[];
  expect(readers.map((reader) => mayRead(reader, from(audience)))).toEqual(expected);
});

test('a name is not found in a longer one, nor in its own lower case', () => {
  const notice = from({ kind: 'named', participants: ['XBB', 'xb'] });
  expect(mayRead({ participant: 'XB' }, notice)).toBe(false);
});

test('the opener of a thread is never its addressee', () => {
  const notice = filedOf(from({ kind: 'all' }));
  expect([isAddressee('XA', notice), isAddressee('XB', notice)]).toEqual([false, true]);
});

test.each([
  [{ kind: 'all' }, { kind: 'participants' }, ['audience-narrower']],
  [{ kind: 'all' }, { kind: 'all' }, []],
  [{ kind: 'participants' }, { kind: 'named', participants: ['XB', 'XC'] }, ['audience-narrower']],
  [{ kind: 'named', participants: ['XB'] }, { kind: 'participants' }, []],
  [
    { kind: 'named', participants: ['XB', 'XC'] },
    { kind: 'named', participants: ['XB'] },
    ['audience-narrower'],
  ],
])('what was for %j and is changed for %j', (before, after, codes) => {
  const participants = organisation.participants.map(({ code }) => code);
  expect(checkReach(from(after), filedOf(from(before)), participants, []).map(({ code }) => code)).toEqual(
    codes,
  );
});

test('a circle reaches those it was fixed for, and nobody where it is not known', () => {
  for (const kind of ['takers', 'dimension'] as const) {
    const notice = from({ kind });
    expect(readersOf(notice, ['XB'])).toEqual(['XA', 'XB']);
    expect(readersOf(notice, [])).toEqual(['XA']);
  }
});

function readersOf(notice: Notice, circle: readonly string[]): string[] {
  return ['XA', 'XB', 'XC'].filter((participant) => mayRead({ participant }, notice, circle));
}

function filedOf(notice: Notice): FiledNotice {
  return { index: 0, takenIn: 0, id: '', notice };
}
