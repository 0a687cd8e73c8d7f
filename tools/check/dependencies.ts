// docs/dependencies.md names each direct dependency with its version, and nothing else.
import type { Fault, SourceFile } from './source-file.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * Compares the page with the manifests, both ways.
 *
 * @param page - docs/dependencies.md, with rows such as "| `pg` | 8.23.1 | reason |"
 * @param manifests - every package.json
 */
export function checkDependencies(page: SourceFile, manifests: readonly SourceFile[]): Fault[] {
  const listed = new Map(
    [...page.text.matchAll(/^\| `([^`]+)` \| ([^|]+?) \|/gm)].map((row) => [row[1] ?? '', row[2]]),
  );
  const used = manifests.flatMap(({ path, text }) => dependenciesOf(path, JSON.parse(text) as Manifest));
  const names = new Set(used.map(({ name }) => name));
  const extra = [...listed.keys()].filter((name) => !names.has(name));
  return [
    ...used.flatMap((dependency) => judge(dependency, listed.get(dependency.name))),
    ...extra.map((name) => ({
      where: page.path,
      sentence: `${name} is listed but no package.json asks for it`,
    })),
  ];
}

function dependenciesOf(path: string, manifest: Manifest): { path: string; name: string; version: string }[] {
  const groups = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies];
  const all = groups.flatMap((group) => Object.entries(group ?? {}));
  return all
    .filter(([name]) => !name.startsWith('@rapport/'))
    .map(([name, version]) => ({ path, name, version }));
}

function judge(
  { path, name, version }: { path: string; name: string; version: string },
  listed?: string,
): Fault[] {
  if (!exact.test(version)) return [{ where: path, sentence: `${name} ${version} is not an exact version` }];
  if (listed === undefined) return [{ where: path, sentence: `${name} is not in docs/dependencies.md` }];
  if (listed !== version)
    return [{ where: path, sentence: `${name} is ${version} here and ${listed} in docs/dependencies.md` }];
  return [];
}
