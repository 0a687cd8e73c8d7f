import { expect, test } from 'vitest';
import { checkPrivateNames } from './private-names.ts';

const check = (text: string) => checkPrivateNames([{ path: 'a.md', text }]).map(({ where }) => where);
const slash = '/';

test('refuses a registry and paths of machines, naming the line', () => {
  expect(check(`one\n"resolved": "https://regis${'try'}.example.org/x.tgz"`)).toEqual(['a.md:2']);
  expect(check(`see ${slash}work/shared/plan.md`)).toEqual(['a.md:1']);
  expect(check(`in ${slash}root/x and ${slash}home/ana/x`)).toEqual(['a.md:1']);
});

test('lets prose and other paths be', () => {
  expect(
    check('The log is a registry. Its /root is signed. See https://example.org/our/work/plan and ./home/x'),
  ).toEqual([]);
});
