// Reads CICA's folder once in a process of its own and prints how long that took, in milliseconds.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOrganisation } from '@rapport/measures';

const folder = fileURLToPath(new URL('../organisations/cica', import.meta.url));
const started = performance.now();
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const files = new Map(names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
const { organisation } = parseOrganisation(files);
if (organisation === undefined) throw new Error('the folder has faults');
console.log(performance.now() - started, organisation.measures.length, files.size);
