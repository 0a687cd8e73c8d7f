import { paths, WitnessesView } from '@rapport/api';
import type { App, ReadingServer } from '../app.ts';

/** How the witnesses stand: public, so that a missing one is seen by everybody. */
export function witnessRoutes(app: App, { witnesses, publisher }: ReadingServer): void {
  app.get(
    paths.witnesses,
    { schema: { summary: 'How the witnesses stand', tags: ['log'], response: { 200: WitnessesView } } },
    async (_request, reply) => {
      const size = (await publisher.newest())?.size ?? 0;
      const witnessed = witnesses.witnessed?.size;
      void reply.header('cache-control', 'no-cache');
      return { size, witnesses: [...witnesses.states], ...(witnessed === undefined ? {} : { witnessed }) };
    },
  );
}
