import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** The text of every file under a folder of the repository, by its path in that folder. */
export function readFolderText(folder: string): Map<string, string> {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const start = join(ROOT, folder).length + 1;
  return new Map(paths.map((path) => [path.slice(start).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

/** A JSON file of the repository. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
