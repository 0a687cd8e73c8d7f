// `npm run gallery`: a picture of every page, in three languages, two widths, light and dark, into dist/gallery.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startedProcess, temporaryData } from '../../packages/server/src/testing/server-process.ts';
import { findChromium } from '../bootstrap/chromium.mjs';

const folder = fileURLToPath(new URL('../../dist/gallery', import.meta.url));
const organisation = fileURLToPath(new URL('../../organisations/demo-strait', import.meta.url));

/** Each page by the name of its picture; `@` for what an office sees. A function finds an address on a page. */
const pages: readonly (readonly [name: string, address: string | ((page: Page) => Promise<string>)])[] = [
  ['home', '/'],
  ['catalogue', '/catalogue'],
  ['measure', '/measures/fairway-works'],
  ['threads', '/measures/fairway-works/threads'],
  ['matrix', '/matrix'],
  ['facts', '/facts'],
  ['participants', '/participants'],
  ['log', '/log'],
  ['verify', '/verify'],
  ['sign-in', '/sign-in'],
  ['not-found', '/no-such-page'],
  ['design', '/design'],
  ['@desk', '/desk'],
  ['@inbox', '/inbox'],
  ['@due', '/due'],
  ['@thread', async (page) => hrefOn(page, '/inbox', '.notice-row a')],
  ['@filing', async (page) => hrefOn(page, '/measures/fairway-works', 'main a.button')],
  ['@sealing', '/sealing'],
  ['@sessions', '/sessions'],
  ['@people', '/people'],
];

const { values } = parseArgs({
  options: {
    language: { type: 'string', multiple: true, default: ['en', 'ru', 'ar'] },
    width: { type: 'string', multiple: true, default: ['1280', '390'] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    page: { type: 'string', multiple: true },
    /** A server that runs already; absent: one of our own, with an invented year. */
    base: { type: 'string' },
  },
});

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('no Chromium is installed');
mkdirSync(folder, { recursive: true });
const { base, stop } =
  values.base === undefined ? await startDemonstration() : { base: values.base, stop: async () => {} };
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const language of values.language)
    for (const width of values.width)
      for (const scheme of values.scheme) await takeAll(browser, { language, width: Number(width), scheme });
} finally {
  await browser.close();
  await stop();
}
console.log(`Pictures are in ${folder}.`);

interface Look {
  readonly language: string;
  readonly width: number;
  readonly scheme: string;
}

async function takeAll(browser: Browser, { language, width, scheme }: Look): Promise<void> {
  const context = await browser.newContext({
    locale: language,
    timezoneId: 'Asia/Kathmandu',
    viewport: { width, height: 900 },
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
  });
  const page = await context.newPage();
  let isSignedIn = false;
  for (const [name, address] of pages) {
    if (values.page !== undefined && !values.page.includes(name.replace('@', ''))) continue;
    if (name.startsWith('@') && !isSignedIn) {
      await signIn(page);
      isSignedIn = true;
    }
    await open(page, typeof address === 'string' ? address : await address(page));
    const file = `${name.replace('@', '')}-${language}-${width}-${scheme}.png`;
    await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
  }
  await context.close();
}

async function signIn(page: Page): Promise<void> {
  await open(page, '/sign-in');
  await page.locator('.offices button').nth(1).click();
  await page.waitForURL('**/desk');
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(base + address);
  await page.locator('h1').waitFor();
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.waitForTimeout(400); // what a page fetches once its heading stands
}

async function hrefOn(page: Page, address: string, selector: string): Promise<string> {
  await open(page, address);
  return (await page.locator(selector).first().getAttribute('href')) ?? '/';
}

async function startDemonstration(): Promise<{ base: string; stop: () => Promise<void> }> {
  const data = temporaryData();
  const server = await startedProcess({
    RAPPORT_DATA: data.folder,
    RAPPORT_ORGANISATION: organisation,
    RAPPORT_INVENTED_YEAR: 'yes',
  });
  return {
    base: server.url,
    stop: async () => {
      await server.stop();
      data.remove();
    },
  };
}
