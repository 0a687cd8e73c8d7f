import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { routeWeights } from '../../build/route-weights.ts';

const web = fileURLToPath(new URL('../..', import.meta.url));

/** Bytes of script that the pages of daily work may take on a first visit, and those that any page may. */
const dailyMax = 170_000;
const anyMax = 230_000;

/** The first use of the desk: signing in, what needs one, and a form; over a bad line too. */
const daily = ['/desk', '/sign-in', '/measures/$id/$edition/file/$step'];

/** How much has to come over the line before a page can be used: counted in the pages as they were built. */
export function weightTests(): void {
  describe('the weight of the pages', () => {
    test('is known for every route, and within its limit', () => {
      const weights = routeWeights(web);
      expect(weights.map(({ path }) => path)).toEqual(expect.arrayContaining(daily));
      // What only who builds pages opens is left out.
      const counted = weights.filter(({ path }) => path !== '/design');
      const over = counted.filter(({ path, script }) => script > (daily.includes(path) ? dailyMax : anyMax));
      expect(over).toEqual([]);
    });

    test('of the desk has none of what signs, proves or fills a form', () => {
      const of = (path: string) => routeWeights(web).find((one) => one.path === path)?.script ?? 0;
      expect(of('/desk')).toBeLessThan(of('/measures/$id/$edition/file/$step') - 15_000);
    });
  });
}
