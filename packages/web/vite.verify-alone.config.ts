import { defineConfig } from 'vite';
import { oneFile } from './build/one-file.ts';

/** Builds `dist/verify.html`: one file with its script and style inside, for a place without a network. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneFile({ fileName: 'verify.html', title: 'Check a proof' })],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/verify-alone/main.ts',
      output: { format: 'iife', codeSplitting: false },
      // What asks for its own address gets none: this page has no address.
      transform: { define: { 'import.meta': '{}' } },
    },
  },
});
