import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chromiumPath, runInChromium } from './testing/browser.ts';
import { suites } from './testing/suites.ts';

test.skipIf(!existsSync(chromiumPath))('the same vectors in Chromium', { timeout: 180_000 }, async () => {
  const reports = await runInChromium();
  expect(reports.filter(({ failed }) => failed.length > 0)).toEqual([]);
  expect(reports.map(({ suite }) => suite)).toEqual(Object.keys(suites));
  expect(reports.every(({ count }) => count > 0)).toBe(true);
});
