import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

/**
 * Builds the service worker beside the pages as `sw.js`, with the names of all files that they are made of, and
 * writes into the page which version it is. Faces of letters are kept when they are used, not before.
 */
export function serviceWorker(web: string): Plugin {
  let version = '';
  let files: string[] = [];
  let first: string[] = [];
  return {
    name: 'service-worker',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const names = Object.keys(bundle);
        files = names.filter((name) => /^assets\/.*\.(js|css)$/.test(name)).map((name) => `/${name}`);
        files.sort();
        first = firstOf(bundle, files);
        version = createHash('sha256').update(names.sort().join('\n')).digest('hex').slice(0, 16);
        return [{ tag: 'meta', attrs: { name: 'rapport-version', content: version }, injectTo: 'head' }];
      },
    },
    writeBundle: {
      sequential: true,
      handler: async ({ dir = 'dist' }) => {
        await buildWorker(web, dir, { version, first, all: files });
      },
    },
  };
}

/** The frame and its style: what any page needs before it can say anything. */
function firstOf(
  bundle: Readonly<Record<string, Rolldown.OutputAsset | Rolldown.OutputChunk>>,
  files: readonly string[],
): string[] {
  const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry);
  const imports = entry?.type === 'chunk' ? [entry.fileName, ...entry.imports] : [];
  return files.filter((file) => imports.includes(file.slice(1)) || /\/frame-[^/]+\.css$/.test(file));
}

async function buildWorker(web: string, outDir: string, built: object): Promise<void> {
  await build({
    configFile: false,
    root: web,
    publicDir: false,
    logLevel: 'error',
    define: { __BUILT__: JSON.stringify(built) },
    build: {
      outDir,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(web, 'src/offline/worker/main.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
      },
    },
  });
}
