import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedFiles } from './build/compressed-files.ts';
import { reachOf } from './build/reach.ts';
import { serviceWorker } from './build/service-worker.ts';
import { wordingParts } from './build/wording-parts.ts';

const server = 'http://127.0.0.1:8420';
const source = join(import.meta.dirname, 'src');

/** What has to be there soon on a slow line: the frame of every page, and the desk. */
const firstPages = ['main.tsx', 'desk/desk-page.tsx'];
/** Small things that most pages share come with the frame. */
const shared = ['filing/choice-fields.tsx', 'sign-in/signing-here.ts', 'ui/error-summary.tsx'];
const first = reachOf([...firstPages, ...shared].map((page) => join(source, page)));
const formPages = ['filing/filing-page.tsx'];
const forms = reachOf(formPages.map((page) => join(source, page)));

/** Packages that the frame is drawn with. Others come with the first page that needs them. */
const frame =
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|idb-keyval|@lingui|@tanstack\/(history|query-core|react-query|react-router|react-store|router-core|store))\//;

/** The pages are static files; in development the server beside them answers `/api` and the log's files. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    wordingParts(source, { first: firstPages, forms: formPages }),
    react(),
    serviceWorker(import.meta.dirname),
    compressedFiles(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    manifest: 'manifest.json',
    rolldownOptions: {
      output: {
        // Many small files cost a slow line more than one: what is always needed together comes together.
        codeSplitting: {
          groups: [
            { name: 'frame', test: (id) => first.has(id) || frame.test(id), priority: 2 },
            {
              name: 'forms',
              test: (id) => forms.has(id) || /\/packages\/measures\/src\//.test(id),
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '^/log/': server } },
});
