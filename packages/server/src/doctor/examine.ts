import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Organisation } from '@rapport/measures';
import type { Config } from '../config.ts';
import { connect, type Db, transaction } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import type { LogKey } from '../log/log-key.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { originOf } from '../start-server.ts';
import { checkLog } from './check-log.ts';
import { checkLogKey } from './check-log-key.ts';
import { checkMachine } from './check-machine.ts';
import { checkMigrations } from './check-migrations.ts';
import { bad, type DoctorCheck, type DoctorCheckId, good, reasonOf, unreached } from './finding.ts';

const inDatabase: readonly DoctorCheckId[] = [
  'migrations',
  'identity',
  'head',
  'entries',
  'checkpoint',
  'clock',
];

/**
 * Looks at an installation from end to end. It reads only: no folder, key, table or entry is made or
 * changed. A built-in database that does not run is started for the look and stopped again.
 *
 * @param now - POSIX milliseconds
 */
export async function examine(config: Config, now: number): Promise<DoctorCheck[]> {
  const checks = [good('settings'), ...checkMachine(config)];
  const { organisation, check } = openOrganisation(config);
  checks.push(check);
  if (organisation === undefined) {
    return [...checks, ...unreached('log-key', 'database', ...inDatabase)];
  }
  const origin = originOf(organisation, config.mode);
  const key = await checkLogKey(config, origin);
  return [...checks, key.check, ...(await examineDatabase(config, origin, key.key, now))];
}

function openOrganisation({ organisation: folder }: Config): {
  organisation?: Organisation;
  check: DoctorCheck;
} {
  try {
    const organisation = loadOrganisation(folder);
    return {
      organisation,
      check: good('organisation', `${organisation.id} ${organisation.measures.length}`),
    };
  } catch (error) {
    return { check: bad('organisation', reasonOf(error)) };
  }
}

async function examineDatabase(
  config: Config,
  origin: string,
  key: LogKey | undefined,
  now: number,
): Promise<DoctorCheck[]> {
  const none = (sentence: string): DoctorCheck[] => [bad('database', sentence), ...unreached(...inDatabase)];
  try {
    const opened = await openDatabase(config);
    if (opened === undefined)
      return none('There is no database yet: the first start of the server makes it.');
    const db = connect(opened.url, () => undefined, 1);
    try {
      return await look(db, origin, key, config.data, now);
    } finally {
      await db.end();
      await opened.stop();
    }
  } catch (error) {
    return none(`The database cannot be used: ${reasonOf(error)}`);
  }
}

async function openDatabase({
  databaseUrl,
  data,
}: Config): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (databaseUrl !== undefined) return { url: databaseUrl.reveal(), stop: async () => {} };
  const folder = join(data, 'postgresql');
  return existsSync(join(folder, 'cluster')) ? startEmbedded(folder) : undefined;
}

/** One snapshot for all checks; the database itself refuses to write in it. */
async function look(
  db: Db,
  origin: string,
  key: LogKey | undefined,
  folder: string,
  now: number,
): Promise<DoctorCheck[]> {
  return transaction(db, 'begin isolation level repeatable read, read only', async (tx) => {
    const { rows } = await tx.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    const migrations = await checkMigrations(tx);
    const database = good('database', `PostgreSQL ${rows[0]?.version}`);
    if (!migrations.ok) return [database, migrations, ...unreached(...inDatabase.slice(1))];
    return [database, migrations, ...(await checkLog(tx, origin, key, folder, now))];
  });
}
