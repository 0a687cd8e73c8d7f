import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8420';

/** The pages are static files; in development the server beside them answers `/api` and the log's files. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: true },
  server: { proxy: { '/api': server, '^/log/': server } },
});
