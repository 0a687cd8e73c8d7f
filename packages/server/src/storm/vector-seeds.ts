// The repository's own vectors as sound inputs to begin from.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../vectors/', import.meta.url));

/** The JSON files of a folder of `vectors/`, parsed. */
export function readVectors(folder: string): unknown[] {
  const names = readdirSync(`${root}${folder}`).filter((name) => name.endsWith('.json'));
  return names.map((name) => JSON.parse(readFileSync(`${root}${folder}/${name}`, 'utf8')) as unknown);
}

/** Every text inside some values, each once. */
export function strings(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node === 'string') found.add(node);
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(walk);
  };
  walk(value);
  return [...found];
}
