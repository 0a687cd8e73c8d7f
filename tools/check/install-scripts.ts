// A package that wants to run a script at installation is known by name, though none is ever run.
import type { Fault, SourceFile } from './source-file.ts';

/**
 * Finds packages in the lock with a script of installation that docs/dependencies.md does not name.
 *
 * @param lock - package-lock.json
 * @param page - docs/dependencies.md, whose section "Install scripts" names each in backquotes
 */
export function checkInstallScripts(lock: SourceFile, page: SourceFile): Fault[] {
  const { packages } = JSON.parse(lock.text) as {
    packages: Readonly<Record<string, { hasInstallScript?: boolean }>>;
  };
  const [, section = ''] = page.text.split('## Install scripts\n');
  return Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => !section.includes(`\`${name}\``))
    .map((name) => ({
      where: lock.path,
      sentence: `${name} has an install script: say why in docs/dependencies.md, or do without it`,
    }));
}
