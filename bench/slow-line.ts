import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { slowDown, watchLine } from '../packages/web/src/journey/line-use.ts';
import { fileNilReturn } from '../packages/web/src/journey/returns.ts';
import { findChromium } from '../tools/bootstrap/chromium.mjs';
import { startBenchServer } from './running-server.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

/** A nil return through the real pages over 64 kbit/s and 600 ms, from the first address to the receipt. */
export const slowLine: Section = {
  name: 'slow-line',
  run: async ({ say }) => {
    const executablePath = findChromium();
    if (executablePath === undefined) {
      say('skipped: the slow line, since no Chromium is installed');
      return [];
    }
    const server = await startBenchServer();
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath, args });
    try {
      const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } });
      const first = await timed(context, (page) => firstVisit(page, server.url));
      return [rowOf('first visit, nothing kept', first, 90)];
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

async function firstVisit(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByRole('button', { name: 'Kazakhstan: Signing officer', exact: true }).click();
  await page.waitForURL('**/desk');
  await fileNilReturn(page, '2024');
}

interface Timed {
  readonly seconds: number;
  readonly note: string;
}

async function timed(context: BrowserContext, act: (page: Page) => Promise<void>): Promise<Timed> {
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await slowDown(page);
  const line = await watchLine(page);
  const begun = performance.now();
  await act(page);
  const seconds = (performance.now() - begun) / 1000;
  await page.close();
  return {
    seconds,
    note: `${(line.bytes() / 1000).toFixed(0)} kB, ${line.rounds()} round trips one after another`,
  };
}

function rowOf(what: string, { seconds, note }: Timed, most: number): Row {
  return {
    section: 'A nil return over 64 kbit/s and 600 ms',
    what,
    unit: 's',
    figure: figureOf([seconds]),
    target: { is: 'at-most', value: most },
    note,
  };
}
