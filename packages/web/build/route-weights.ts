import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the manifest that Vite writes beside the pages. */
interface Part {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Part>>;

/** What a route fetches before it can be used, by kind, in bytes as gzip sends them. */
export interface RouteWeight {
  readonly path: string;
  readonly script: number;
  readonly style: number;
  readonly files: number;
}

/** The parts of the wording that a page waits for: as the root of `app.tsx` has it. */
function partsOf(path: string): readonly string[] {
  if (path === '/desk') return ['first'];
  return /\/file\/[^/]+$/.test(path) ? ['first', 'forms'] : ['first', 'forms', 'rest'];
}

/**
 * The weight of every route of `app.tsx`, from the manifest of the built pages: the frame, the page with all that it
 * imports, and its wording in the heaviest language. What a page fetches later, at somebody's wish, is not in it.
 *
 * @param web - the folder of this package; its pages have been built
 */
export function routeWeights(web: string): RouteWeight[] {
  const manifest = JSON.parse(readFileSync(join(web, 'dist/manifest.json'), 'utf8')) as Manifest;
  return routesIn(readFileSync(join(web, 'src/app.tsx'), 'utf8')).map(({ path, page }) => {
    const wordings = ['en', 'ru', 'ar'].map((language) => {
      return partsOf(path).map((part) => `src/wording/${language}.ts?${part}`);
    });
    const weights = wordings.map((wording) => weightOf(web, manifest, ['index.html', page, ...wording]));
    const heaviest = weights.sort((a, b) => b.script - a.script)[0];
    if (heaviest === undefined) throw new Error('no language');
    return { path, ...heaviest };
  });
}

/** The routes as `app.tsx` lists them: an address, and the source file of its page. */
function routesIn(source: string): { readonly path: string; readonly page: string }[] {
  const routes = source.split('createRoute(').slice(1);
  return routes.flatMap((route) => {
    const [, path] = /path: '([^']+)'/.exec(route) ?? [];
    // Where the server draws another page than the browser, that one is named first.
    const page = [...route.matchAll(/import\('\.\/([^']+)'\)/g)].at(-1)?.[1];
    return path === undefined || page === undefined ? [] : [{ path, page: `src/${page}` }];
  });
}

function weightOf(web: string, manifest: Manifest, entries: readonly string[]) {
  const parts = closureOf(manifest, entries);
  const styles = new Set(parts.flatMap(({ css = [] }) => css));
  return {
    script: bytesOf(web, new Set(parts.map(({ file }) => file))),
    style: bytesOf(web, styles),
    files: parts.length + styles.size,
  };
}

function closureOf(manifest: Manifest, entries: readonly string[]): Part[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const one of manifest[name]?.imports ?? []) add(one);
  };
  for (const entry of entries) {
    if (manifest[entry] === undefined) throw new Error(`the manifest has no ${entry}`);
    add(entry);
  }
  return [...found].flatMap((name) => manifest[name] ?? []);
}

function bytesOf(web: string, files: ReadonlySet<string>): number {
  const sizes = [...files].map(
    (file) => gzipSync(readFileSync(join(web, 'dist', file)), { level: 6 }).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
