import type { Browser } from 'playwright-core';

/** Where a journey takes place. Known only once the tests run, and therefore asked for. */
export interface Place {
  readonly base: () => string;
  readonly browser: () => Browser;
}
