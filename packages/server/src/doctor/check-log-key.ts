import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openKeyCommand } from '../log/key-command.ts';
import { type LogKey, openLogKey } from '../log/log-key.ts';
import { bad, type DoctorCheck, good, reasonOf } from './finding.ts';

/** Opens the log's key as a start would, but never makes one. */
export async function checkLogKey(
  config: Config,
  origin: string,
): Promise<{ check: DoctorCheck; key?: LogKey }> {
  const path = join(config.data, 'log-key.json');
  if (config.logKeyCommand === undefined && !existsSync(path)) {
    return {
      check: bad(
        'log-key',
        `There is no log key ${path} yet: the first start makes it. Where a log exists, put its key back from your backup.`,
      ),
    };
  }
  try {
    const key =
      config.logKeyCommand === undefined
        ? openLogKey(config.data, origin, config.logKeyPassphrase?.reveal(), false)
        : await openKeyCommand(config.logKeyCommand, origin);
    const { name, keyId } = key.ed25519.key;
    return { check: good('log-key', `${name} ${keyId}${modeOf(config)}`), key };
  } catch (error) {
    return { check: bad('log-key', reasonOf(error)) };
  }
}

function modeOf({ data, logKeyCommand }: Config): string {
  const path = join(data, 'log-key.json');
  if (logKeyCommand !== undefined || !existsSync(path)) return '';
  return ` ${(statSync(path).mode & 0o777).toString(8).padStart(4, '0')}`;
}
