import { fileURLToPath } from 'node:url';
import { routeWeights } from '../packages/web/build/route-weights.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';

const web = fileURLToPath(new URL('../packages/web', import.meta.url));

/** What each page fetches on a first visit before it can be used, counted in the files as they were built. */
export const pageWeights: Section = {
  name: 'page-weights',
  run: async () =>
    routeWeights(web).map(({ path, script, style, files }) => ({
      section: 'Script of each page on a first visit, gzip',
      what: path,
      unit: 'kB',
      figure: figureOf([script / 1000]),
      note: `${files} files, style ${(style / 1000).toFixed(1)} kB`,
    })),
};
