import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { oneFile } from './build/one-file.ts';
import { wordingParts } from './build/wording-parts.ts';
import { dataElement, emptyData } from './src/form-alone/data.ts';

const source = join(import.meta.dirname, 'src');

/** Builds `dist/form.html`: a form with its script and style inside, into which a page puts the form's own data. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    standIns(),
    wordingParts(source, {
      first: ['form-alone/alone-page.tsx', 'form-alone/main.tsx'],
      forms: [],
      areAll: true,
    }),
    react(),
    oneFile({
      fileName: 'form.html',
      title: 'Rapport',
      body: `<script type="application/json" id="${dataElement}">${emptyData}</script>\n`,
    }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'src/form-alone/main.tsx',
      output: { format: 'iife', codeSplitting: false },
      // What asks for its own address gets none: this page has no address.
      transform: { define: { 'import.meta': '{}' } },
    },
  },
});

/** What the file has in place of what needs a network: every language at once, and no sealing. */
function standIns(): Plugin {
  const places = new Map([
    ['activate-language.ts', 'form-alone/activate-language.ts'],
    ['sealed-to.tsx', 'form-alone/no-sealing.ts'],
  ]);
  return {
    name: 'stand-ins',
    enforce: 'pre',
    resolveId(asked, importer = '') {
      const own = places.get(asked.replace(/^.*\//, ''));
      return own === undefined || importer.includes('/form-alone/') ? undefined : join(source, own);
    },
  };
}
