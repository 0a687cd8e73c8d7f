import { expect, test } from 'vitest';
import { explainFailure } from './embedded-error.ts';
import { chooseIdentity, type Surroundings } from './embedded-identity.ts';

const rootOnLinux: Surroundings = {
  platform: 'linux',
  uid: 0,
  canUnshare: () => true,
  postgresUser: () => ({ uid: 101, gid: 104 }),
};

test('an ordinary user runs PostgreSQL as it is', () => {
  expect(chooseIdentity({ ...rootOnLinux, uid: 1000 })).toEqual({ prefix: [] });
});

test('root sheds itself in a user namespace, and changes no owner', () => {
  expect(chooseIdentity(rootOnLinux)).toEqual({ prefix: ['unshare', '-U'] });
});

test('where namespaces are refused, root becomes the user postgres', () => {
  const user = { uid: 101, gid: 104 };
  expect(chooseIdentity({ ...rootOnLinux, canUnshare: () => false })).toEqual({ prefix: [], user });
});

test('with neither, root gets a sentence', () => {
  const bare: Surroundings = { ...rootOnLinux, canUnshare: () => false, postgresUser: () => undefined };
  expect(() => chooseIdentity(bare)).toThrow(/Start Rapport as an ordinary user/);
});

test.each([
  ['FATAL: could not write to file "pg_wal/xlogtemp.7": No space left on device', /The disk is full/],
  ["EACCES: permission denied, mkdir '/srv/data'", /cannot be written to/],
  ['initdb: error while loading shared libraries: libfoo.so.1', /A system library is missing/],
  ['something new', /^It failed\. It said:\nsomething new$/],
])('%s', (said, sentence) => {
  expect(explainFailure('It failed.', said).message).toMatch(sentence);
});
