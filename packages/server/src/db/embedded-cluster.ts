// The database cluster on disk: made once, whole or not at all.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Binaries, postgresMajor } from './embedded-binaries.ts';
import { EmbeddedDatabaseError, explainFailure } from './embedded-error.ts';
import type { Identity } from './embedded-identity.ts';

export const superuser = 'rapport';

/** Where things are, inside the folder that {@link makeCluster} was given. */
export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly password: string;
  /** What the server said since it was last started. */
  readonly log: string;
  /** Locked by the kernel for as long as any process of the server lives. */
  readonly lock: string;
}

/**
 * Opens the cluster in a folder, making it when there is none. Safe when two processes do so at once:
 * each prepares its own and only the first rename counts.
 *
 * @param folder - absolute path; made with mode 0700 if missing
 * @param lasts - what is gone with its process is not waited for until it is on disk
 * @throws EmbeddedDatabaseError when the disk refuses or the data is of another PostgreSQL
 */
export function makeCluster(
  folder: string,
  binaries: Binaries,
  identity: Identity,
  lasts: 'lasting' | 'passing' = 'lasting',
): Cluster {
  const cluster = join(folder, 'cluster');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    giveTo(identity, folder);
    if (!existsSync(cluster)) initialise(folder, cluster, binaries, identity, lasts);
    checkVersion(join(cluster, 'data', 'PG_VERSION'));
    const password = readFileSync(join(cluster, 'password'), 'utf8');
    return {
      data: join(cluster, 'data'),
      password,
      log: join(folder, 'server.log'),
      lock: join(folder, 'lock'),
    };
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw explainFailure(
      `The built-in database cannot use the folder ${folder}.`,
      (error as Error).message,
      error,
    );
  }
}

function initialise(
  folder: string,
  cluster: string,
  binaries: Binaries,
  identity: Identity,
  lasts: 'lasting' | 'passing',
): void {
  const draft = mkdtempSync(`${cluster}-draft-`);
  try {
    const passwordFile = join(draft, 'password');
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    giveTo(identity, draft);
    giveTo(identity, passwordFile);
    runInitdb(folder, join(draft, 'data'), passwordFile, binaries, identity, lasts);
    renameUnlessThere(draft, cluster);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function runInitdb(
  folder: string,
  data: string,
  passwordFile: string,
  binaries: Binaries,
  identity: Identity,
  lasts: 'lasting' | 'passing',
): void {
  const [program, ...args] = [
    ...identity.prefix,
    binaries.initdb,
    ...(lasts === 'passing' ? ['--no-sync'] : []),
    ...[
      '-D',
      data,
      '-U',
      superuser,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
    ],
    // C.UTF-8 of PostgreSQL itself: the same order on every machine, whatever its locales.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ] as [string, ...string[]];
  const result = spawnSync(program, args, { encoding: 'utf8', cwd: folder, ...identity.user });
  if (result.status === 0) return;
  const said = result.error?.message ?? result.stderr;
  throw explainFailure(`The built-in database could not be set up in ${folder}.`, said, result.error);
}

function renameUnlessThere(draft: string, cluster: string): void {
  try {
    renameSync(draft, cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error;
  }
}

function giveTo({ user }: Identity, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Says in advance what PostgreSQL would refuse in terms of its own files. */
function checkVersion(file: string): void {
  const found = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (found === postgresMajor) return;
  throw new EmbeddedDatabaseError(
    found > postgresMajor
      ? `The data was written by PostgreSQL ${found}, newer than the ${postgresMajor} of this Rapport: start the Rapport that wrote it, or a later one.`
      : `The data was written by PostgreSQL ${found}, older than the ${postgresMajor} of this Rapport: start the Rapport that wrote it, export the record, and import it here.`,
  );
}
