// package-lock.json was written for these package.json files and not for earlier ones.
import { isDeepStrictEqual } from 'node:util';
import type { Fault, SourceFile } from './source-file.ts';

type Group = Readonly<Record<string, string>>;
type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Group | undefined>
>;

const groups = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/**
 * Compares what each package.json asks for with what the lock says it asked for.
 *
 * @param lock - package-lock.json
 * @param manifests - every package.json, at the paths that the lock knows them by
 */
export function checkLockFile(lock: SourceFile, manifests: readonly SourceFile[]): Fault[] {
  const { packages } = JSON.parse(lock.text) as { packages: Readonly<Record<string, Manifest>> };
  return manifests.flatMap(({ path, text }) => {
    const locked = packages[path.replace(/\/?package\.json$/, '')];
    const asked = JSON.parse(text) as Manifest;
    const isSame = groups.every((group) => isDeepStrictEqual(locked?.[group] ?? {}, asked[group] ?? {}));
    return isSame
      ? []
      : [{ where: path, sentence: 'asks for other packages than package-lock.json: run npm install' }];
  });
}
