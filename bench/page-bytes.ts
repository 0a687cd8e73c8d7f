import { chromium, type Response } from 'playwright-core';
import { findChromium } from '../tools/bootstrap/chromium.mjs';
import { startBenchServer } from './running-server.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

/** What a browser with an empty cache fetches for the first page, as it comes over the line. */
export const pageBytes: Section = {
  name: 'page-bytes',
  run: async ({ say }) => {
    const executablePath = findChromium();
    if (executablePath === undefined) {
      say('skipped: bytes of the first page, since no Chromium is installed');
      return [];
    }
    const server = await startBenchServer();
    try {
      return rowsOf(await fetchPage(`${server.url}/`, executablePath));
    } finally {
      await server.stop();
    }
  },
};

interface Fetched {
  readonly type: string;
  readonly bytes: number;
}

async function fetchPage(url: string, executablePath: string): Promise<Fetched[]> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    const answers: Response[] = [];
    page.on('response', (answer) => answers.push(answer));
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(1000); // what the page fetches once it is shown
    const finished = answers.filter((answer) => !answer.url().endsWith('/events'));
    return await Promise.all(finished.map(bytesOf));
  } finally {
    await browser.close();
  }
}

async function bytesOf(answer: Response): Promise<Fetched> {
  const { responseBodySize } = await answer.request().sizes();
  return { type: answer.request().resourceType(), bytes: responseBodySize };
}

function rowsOf(fetched: readonly Fetched[]): Row[] {
  const kilobytes = (of: readonly Fetched[]) =>
    figureOf([of.reduce((sum, { bytes }) => sum + bytes, 0) / 1000]);
  const section = 'First page, empty cache, compressed as served';
  const scripts = fetched.filter(({ type }) => type === 'script');
  const target = { is: 'at-most', value: 170 } as const;
  const note = `${scripts.length} files`;
  return [
    { section, what: 'script', unit: 'kB', figure: kilobytes(scripts), target, note },
    { section, what: 'everything', unit: 'kB', figure: kilobytes(fetched), note: `${fetched.length} files` },
  ];
}
