import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { type Flags } from 'lighthouse';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../tools/bootstrap/chromium.mjs';
import { startBenchServer } from './running-server.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';
import type { Row } from './table.ts';

/** What Lighthouse finds of the pages that people open most; performance on its throttled telephone, reported only. */
export const lighthouseScores: Section = {
  name: 'lighthouse',
  run: async ({ say }) => {
    const executablePath = findChromium();
    if (executablePath === undefined) {
      say('skipped, since no Chromium is installed');
      return [];
    }
    const server = await startBenchServer();
    const folder = mkdtempSync(join(tmpdir(), 'rapport-lighthouse-'));
    const port = await freePort();
    const context = await openContext(folder, executablePath, port);
    try {
      const rows: Row[] = [];
      for (const [name, url] of await addressesOf(context, server.url)) {
        say(name);
        rows.push(...(await rowsOf(name, url, port)));
      }
      return rows;
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
      await server.stop();
    }
  },
};

/** A browser that Lighthouse can reach by a port and that is signed in for both. */
async function openContext(folder: string, executablePath: string, port: number): Promise<BrowserContext> {
  const args = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`];
  return chromium.launchPersistentContext(folder, { executablePath, args, locale: 'en' });
}

/** Signs in as an invented office and finds the addresses of the pages to judge. */
async function addressesOf(context: BrowserContext, base: string): Promise<(readonly [string, string])[]> {
  const page = context.pages()[0] ?? (await context.newPage());
  const measure = `${base}/measures/exercise-notice`;
  await page.goto(`${base}/sign-in`);
  await page.getByRole('button', { name: 'Kazakhstan: Signing officer', exact: true }).click();
  await page.waitForURL('**/desk');
  await page.goto(measure);
  const filing = await hrefOf(page, 'main a.button');
  const register = (await (await page.request.get(`${base}/api/v1/register`)).json()) as {
    keys: { certificate: string }[];
  };
  const thread = register.keys.at(-1)?.certificate ?? '';
  await page.goto('about:blank');
  return [
    ['home', `${base}/`],
    ['catalogue', `${base}/catalogue`],
    ['measure', measure],
    ['desk', `${base}/desk`],
    ['thread', `${base}/threads/${thread}`],
    ['filing', base + filing],
  ];
}

async function hrefOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().getAttribute('href')) ?? '';
}

const categories = ['accessibility', 'best-practices', 'performance'] as const;

async function rowsOf(page: string, url: string, port: number): Promise<Row[]> {
  const flags: Flags = { port, output: 'json', disableStorageReset: true, onlyCategories: [...categories] };
  const result = await lighthouse(url, flags);
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${url}`);
  const { lhr } = result;
  const failed = (category: string): string =>
    (lhr.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id)
      .join(', ');
  return categories.map((category) => ({
    section: 'Lighthouse, on a slow telephone',
    what: `${page}: ${category}`,
    unit: 'of 100',
    figure: figureOf([Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
    ...(category === 'performance' ? {} : { target: { is: 'at-least', value: 95 } as const }),
    note: failed(category),
  }));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
