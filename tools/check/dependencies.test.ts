import { expect, test } from 'vitest';
import { checkDependencies } from './dependencies.ts';

function check(dependencies: Record<string, string>, rows: string): string[] {
  const manifest = { path: 'package.json', text: JSON.stringify({ dependencies }) };
  return checkDependencies({ path: 'docs/dependencies.md', text: rows }, [manifest]).map(
    ({ sentence }) => sentence,
  );
}

test('page and package.json agree; own packages need no row', () => {
  expect(check({ pg: '8.23.1', '@rapport/record': '0.1.0' }, '| `pg` | 8.23.1 | the driver |')).toEqual([]);
});

test.each([
  ['a dependency without a row', { pg: '8.23.1' }, '', 'pg is not in docs/dependencies.md'],
  [
    'another version',
    { pg: '8.23.1' },
    '| `pg` | 8.0.0 | x |',
    'pg is 8.23.1 here and 8.0.0 in docs/dependencies.md',
  ],
  ['a range', { pg: '^8.23.1' }, '| `pg` | 8.23.1 | x |', 'pg ^8.23.1 is not an exact version'],
  ['a row too many', {}, '| `pg` | 8.23.1 | x |', 'pg is listed but no package.json asks for it'],
])('refuses %s', (_, dependencies, rows, sentence) => {
  expect(check(dependencies as Record<string, string>, rows)).toEqual([sentence]);
});
