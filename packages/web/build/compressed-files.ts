import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller files gain nothing. */
const bytesMin = 1024;

/** Writes each file of the pages once more for brotli and for gzip, as small as they get: done once here, not at every request. */
export function compressedFiles(): Plugin {
  return {
    name: 'compressed-files',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const dist = resolve(this.environment.config.root, this.environment.config.build.outDir);
        for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
          if (/\.(js|css|svg|html)$/.test(name) && name !== 'index.html') compress(join(dist, name));
      },
    },
  };
}

function compress(file: string): void {
  const bytes = readFileSync(file);
  if (bytes.length < bytesMin) return;
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
