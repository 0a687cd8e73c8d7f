import type { FaultCode } from '../organisation.ts';
import { parsePointer } from '../pointer.ts';
import { readFolderText, readJson } from './read-files.ts';

/** A change of one file; vectors/organisations/README.md says what the members mean. */
interface Change {
  readonly file: string;
  readonly text?: string;
  readonly at?: string;
  readonly value?: unknown;
  readonly remove?: true;
}

export interface RefusedVector {
  readonly name: string;
  readonly files: Map<string, string>;
  readonly faults: readonly { readonly file: string; readonly at: string; readonly code: FaultCode }[];
}

/** The organisation without fault, as files. */
export function readAccepted(): Map<string, string> {
  const { files } = readJson<{ files: Record<string, unknown> }>('vectors/organisations/accepted.json');
  return new Map(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value, null, 2)]));
}

/** The hash that each of its measures has. */
export function readHashes(): Record<string, string> {
  return readJson<{ hashes: Record<string, string> }>('vectors/organisations/accepted.json').hashes;
}

/** Each refused twin of it, with the faults to find. */
export function readRefused(): RefusedVector[] {
  const texts = [...readFolderText('vectors/organisations')].filter(([path]) => path.startsWith('refused-'));
  return texts.map(([path, text]) => {
    const { changes, faults } = JSON.parse(text) as Pick<RefusedVector, 'faults'> & { changes: Change[] };
    const files = readAccepted();
    for (const change of changes) apply(files, change);
    return { name: path.replace(/^refused-|\.json$/g, ''), files, faults };
  });
}

function apply(files: Map<string, string>, { file, text, at, value, remove }: Change): void {
  if (text !== undefined) files.set(file, text);
  else if (at === undefined) files.delete(file);
  else
    files.set(file, JSON.stringify(changed(JSON.parse(files.get(file) ?? ''), at, value, remove), null, 2));
}

function changed(root: unknown, at: string, value: unknown, remove: true | undefined): unknown {
  const steps = parsePointer(at) ?? [];
  const last = steps.pop() ?? '';
  const parent = steps.reduce((node, step) => (node as Record<string, unknown>)[step], root);
  if (remove && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (remove) delete (parent as Record<string, unknown>)[last];
  else (parent as Record<string, unknown>)[last] = value;
  return root;
}
