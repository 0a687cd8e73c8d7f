import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { wordingParts } from './build/wording-parts.ts';

/** The same components for the server, which draws with them what the public may read without a script. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [wordingParts(join(import.meta.dirname, 'src'), { first: [], forms: [] }), react()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/public/render.tsx',
    outDir: 'dist-server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
  },
});
