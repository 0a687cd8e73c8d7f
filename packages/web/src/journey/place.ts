import type { Browser } from 'playwright-core';

/**
 * Whether journeys are walked too that nobody has seen reach their end yet (`JOURNEYS=all`): each names a fault, of the pages or of
 * its own, that is still to be found. `npm test` walks the others.
 */
export const walksAll = process.env['JOURNEYS'] === 'all';

/** Where a journey takes place. Known only once the tests run, and therefore asked for. */
export interface Place {
  readonly base: () => string;
  readonly browser: () => Browser;
}
