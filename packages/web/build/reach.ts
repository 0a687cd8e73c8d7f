import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a source file asks for at once; what it fetches later with `import()` is not among it. */
const staticImport =
  /(?:^|\n)\s*(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s*)?['"](\.{1,2}\/[^'"]+)['"]/g;

/** What it fetches later. */
const laterImport = /\bimport\('(\.{1,2}\/[^'?]+)'\)/g;

/** Where every page is named: what it fetches later is other pages. */
const namesPages = /\/(app|main)\.tsx$/;

/**
 * The source files of ours that stand or fall with some: these and all that they import at once, however far.
 *
 * @param files - absolute paths
 * @param how - `later`: with what they fetch later too, but for other pages
 */
export function reachOf(files: readonly string[], how: 'at-once' | 'later' = 'at-once'): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return;
    found.add(file);
    if (!/\.tsx?$/.test(file)) return;
    const text = readFileSync(file, 'utf8');
    const later = how === 'later' && !namesPages.test(file) ? [...text.matchAll(laterImport)] : [];
    for (const [, path = ''] of [...text.matchAll(staticImport), ...later]) add(resolve(dirname(file), path));
  };
  for (const file of files) add(file);
  return found;
}
