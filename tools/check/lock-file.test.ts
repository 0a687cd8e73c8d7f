import { expect, test } from 'vitest';
import { checkLockFile } from './lock-file.ts';

const packages = {
  '': { devDependencies: { knip: '6.0.0' } },
  'packages/web': { dependencies: { react: '19.0.0' } },
};
const lock = { path: 'package-lock.json', text: JSON.stringify({ packages }) };
const check = (path: string, manifest: object) =>
  checkLockFile(lock, [{ path, text: JSON.stringify(manifest) }]).map(({ where }) => where);

test('a lock written for these files passes', () => {
  expect(check('package.json', { name: 'rapport', devDependencies: { knip: '6.0.0' } })).toEqual([]);
  expect(check('packages/web/package.json', { dependencies: { react: '19.0.0' } })).toEqual([]);
});

test.each([
  ['another version', 'package.json', { devDependencies: { knip: '6.0.1' } }],
  ['a package more', 'packages/web/package.json', { dependencies: { react: '19.0.0', idb: '1.0.0' } }],
  ['a package less', 'packages/web/package.json', {}],
  ['a workspace that the lock lacks', 'packages/new/package.json', { dependencies: { pg: '8.0.0' } }],
])('refuses %s', (_, path, manifest) => {
  expect(check(path, manifest)).toEqual([path]);
});
