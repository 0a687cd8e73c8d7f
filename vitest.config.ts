import { defineConfig } from 'vitest/config';
import { findChromium } from './tools/bootstrap/chromium.mjs';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    globalSetup: ['packages/server/src/testing/global-database.ts'],
    env: { CHROMIUM: findChromium() ?? '' },
    testTimeout: 120_000, // some start a dozen servers one after another
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
