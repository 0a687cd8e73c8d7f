import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const systemChromium = '/usr/bin/chromium';

/** Whether this machine has a browser to walk with. */
export const chromiumPath = process.env['CHROMIUM'] || (existsSync(systemChromium) ? systemChromium : '');

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: quiet });
}

/** How a reader looks at the pages. */
export interface Looking {
  readonly language: 'en' | 'ru' | 'ar';
  readonly width: number;
  /** Whether the pages may keep themselves for when there is no line; where not, each request is seen to go out. */
  readonly keeps?: boolean;
}

/** A window of a reader's own. Whatever the browser complains of (the policy, an exception) lands in `complaints`. */
export interface Window {
  readonly page: Page;
  readonly complaints: string[];
}

export async function openWindow(
  browser: Browser,
  { language, width, keeps = false }: Looking,
): Promise<Window> {
  const context = await browser.newContext({
    locale: language,
    timezoneId: 'Asia/Almaty',
    viewport: { width, height: 900 },
    serviceWorkers: keeps ? 'allow' : 'block',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

/** The page has no fault that axe finds, and nothing sticks out sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await waitUntilLive(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect([page.url(), ...said]).toEqual([page.url()]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
}

/** Waits until the running page has taken the place of the one that the server drew; one without a script never does. */
export async function waitUntilLive(page: Page): Promise<void> {
  const isDrawn = (await page.locator('script[type=module]').count()) > 0;
  const hasScript = await page.evaluate(() => matchMedia('(scripting: enabled)').matches);
  if (isDrawn && hasScript) await page.locator('#page[data-live]').waitFor({ state: 'attached' });
}
