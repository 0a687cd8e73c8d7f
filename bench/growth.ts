import { measureAtSize } from './at-size.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

/** How the cost grows with the log. */
export const growth: Section = {
  name: 'growth',
  run: async ({ length, largeLog }) => {
    const { server, notices, perSecond, whenSmall } = await largeLog();
    const whenLarge = await measureAtSize(server, length);
    const section = `Growth, ${notices.toLocaleString('en-US')} notices filed over HTTP`;
    const states = [
      ['short log', whenSmall],
      ['long log', whenLarge],
    ] as const;
    const rows = (what: string, unit: string, read: (at: typeof whenSmall) => number[]): Row[] =>
      states.map(([state, at]) => ({ section, what: `${what}, ${state}`, unit, figure: figureOf(read(at)) }));
    return [
      { section, what: '64 connections, on the way, each tenth', unit: '/s', figure: figureOf(perSecond) },
      ...rows('64 connections: filings', '/s', (at) => at.filingsPerSecond),
      ...rows('list page of 50', 'ms', (at) => at.listMs),
      ...rows('thread', 'ms', (at) => at.threadMs),
    ];
  },
};
