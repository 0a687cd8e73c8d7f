import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { encodeBase64 } from '../index.ts';
import type { SuiteReport } from './browser-entry.ts';
import { readVectorFiles } from './read-vectors.ts';

/** The tests' configuration says where Chromium is; else where Debian puts it. */
export const chromiumPath = process.env['CHROMIUM'] || '/usr/bin/chromium';

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Bundles the suites, serves them on the loopback interface (a secure context), runs them in Chromium. */
export async function runInChromium(): Promise<SuiteReport[]> {
  const server = await serve(await bundleSuites());
  const browser = await chromium.launch({ executablePath: chromiumPath, args: switches });
  try {
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate<SuiteReport[]>("import('/suites.js').then((suites) => suites.runAll())");
  } finally {
    await browser.close();
    server.close();
  }
}

/** The files to serve, by path: the bundle's chunks, the vectors, and an empty page. */
async function bundleSuites(): Promise<Map<string, string>> {
  const entry = new URL('browser-entry.ts', import.meta.url).pathname;
  const lib = { entry, formats: ['es' as const], fileName: () => 'suites.js' };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib },
  });
  const files = new Map([['/', '<!doctype html><title>vectors</title>']]);
  for (const chunk of (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output)) {
    if (chunk.type === 'chunk') files.set(`/${chunk.fileName}`, chunk.code);
  }
  const vectors = [...readVectorFiles()].map(([path, bytes]) => [path, encodeBase64(bytes)]);
  return files.set('/vectors.json', JSON.stringify(Object.fromEntries(vectors)));
}

async function serve(files: Map<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const body = files.get(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': typeOf(path) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  return path.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8';
}
