import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath, openBrowser } from './browser.ts';
import { draftTests } from './drafts.ts';
import { exchangeTests } from './exchange.ts';
import { formAloneTests } from './form-alone.ts';
import { formStateTests } from './form-states.ts';
import { keyboardTests } from './keyboard.ts';
import { offlineTests } from './offline.ts';
import { pageTests } from './pages.ts';
import { passkeyTests } from './passkeys.ts';
import { peopleTests } from './people.ts';
import { walksAll } from './place.ts';
import { publicTests } from './public.ts';
import { buildPages, type RunningServer, startServer } from './running-server.ts';
import { sealedTests } from './sealed.ts';
import { searchTests } from './search.ts';
import { slowLineTests } from './slow-line.ts';
import { verifyAloneTests } from './verify-alone.ts';
import { weightTests } from './weights.ts';

/** All journeys share one build of the pages, one server and one browser. */
describe.skipIf(chromiumPath === '')('in the browser', { timeout: 180_000 }, () => {
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    await buildPages();
    [server, browser] = await Promise.all([startServer({}), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const place = { base: () => known(server).base, browser: () => known(browser) };
  weightTests();
  exchangeTests(place);
  draftTests(place);
  formStateTests(place);
  keyboardTests(place);
  pageTests(place);
  publicTests(place);
  passkeyTests(place);
  sealedTests(place);
  peopleTests(place);
  verifyAloneTests(place);
  if (!walksAll) return;
  searchTests(place);
  offlineTests(place);
  formAloneTests(place);
  slowLineTests(place);
});

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the journey has not begun');
  return value;
}
