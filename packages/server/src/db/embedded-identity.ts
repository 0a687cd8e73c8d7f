// PostgreSQL refuses to run as root. This file decides as whom, and through which small programs, it runs.
import { spawnSync } from 'node:child_process';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export interface Identity {
  /** Programs to run PostgreSQL through, outermost first, such as `unshare -U`. */
  readonly prefix: readonly string[];
  /** Another system user to become; then the cluster's files must belong to it. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** Of this process; undefined where there is no such thing. */
  readonly uid: number | undefined;
  /** Whether `unshare -U` works here: some containers refuse user namespaces. */
  readonly canUnshare: () => boolean;
  /** The system user `postgres`, if there is one. */
  readonly postgresUser: () => { uid: number; gid: number } | undefined;
}

/**
 * Chooses as whom PostgreSQL runs. Inside a user namespace root is nobody to PostgreSQL while the files
 * stay root's own: no system user is made, no folder changes hands.
 *
 * @throws EmbeddedDatabaseError when root has no way to shed itself
 */
export function chooseIdentity(surroundings: Surroundings): Identity {
  if (surroundings.uid !== 0) return { prefix: [] };
  if (surroundings.platform === 'linux' && surroundings.canUnshare()) return { prefix: ['unshare', '-U'] };
  const user = surroundings.postgresUser();
  if (user) return { prefix: [], user };
  throw new EmbeddedDatabaseError(
    'The built-in database does not run as root, and this system allows neither user namespaces nor has it a user named postgres. Start Rapport as an ordinary user, or name a PostgreSQL in RAPPORT_DATABASE_URL.',
  );
}

export const thisMachine: Surroundings = {
  platform: process.platform,
  uid: process.getuid?.(),
  canUnshare: () => spawnSync('unshare', ['-U', 'true']).status === 0,
  postgresUser: () => {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    return uid?.status === 0 && gid?.status === 0
      ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
      : undefined;
  },
};
