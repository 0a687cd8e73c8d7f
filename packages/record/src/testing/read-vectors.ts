import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vectorFolders } from './suites.ts';
import type { VectorFiles } from './vectors.ts';

/** `vectors/` at the root of the repository. */
export const vectorsRoot: string = fileURLToPath(new URL('../../../../vectors/', import.meta.url));

/** Reads the folders the suites need, whole. */
export function readVectorFiles(): VectorFiles {
  const files: VectorFiles = new Map();
  for (const folder of vectorFolders) {
    for (const entry of readdirSync(join(vectorsRoot, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(relative(vectorsRoot, path).split(sep).join('/'), new Uint8Array(readFileSync(path)));
    }
  }
  return files;
}
