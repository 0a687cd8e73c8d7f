import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { dataFormat } from '../data-folder.ts';
import { bad, type DoctorCheck, good, reasonOf } from './finding.ts';

const nodeMajorMin = 24;
/** Below this the database and the log of a busy day may fill the disk. */
const freeBytesMin = 1024 ** 3;

/** What can be seen of this machine without the database. Nothing is made or changed. */
export function checkMachine(config: Config): DoctorCheck[] {
  return [checkNode(), checkDataFolder(config), checkFormat(config), checkDisk(config)];
}

function checkNode(): DoctorCheck {
  const isNewEnough = Number.parseInt(process.versions.node, 10) >= nodeMajorMin;
  const seen = process.versions.node;
  return isNewEnough
    ? good('node', seen)
    : bad(
        'node',
        `Rapport runs on Node ${nodeMajorMin} or later: start it with "npm start", which brings one.`,
        seen,
      );
}

function checkDataFolder({ data }: Config): DoctorCheck {
  if (!existsSync(data))
    return bad(
      'data-folder',
      `There is no data folder ${data} yet: the first start makes it. Or name the right one in RAPPORT_DATA.`,
    );
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return bad('data-folder', `The data folder ${data} cannot be written to: make it this user's own.`);
  }
  const mode = statSync(data).mode & 0o777;
  const seen = `${data} ${mode.toString(8).padStart(4, '0')}`;
  const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return isOpen
    ? bad('data-folder', `Others can look into the data folder ${data}: chmod 700 ${data}`, seen)
    : good('data-folder', seen);
}

function checkFormat({ data }: Config): DoctorCheck {
  const path = join(data, 'format.json');
  if (!existsSync(path))
    return bad('data-format', `${path} is not there: no server has started with this data folder yet.`);
  const [, text] = /^\{"format":(\d{1,6})\}\s*$/.exec(readFileSync(path, 'utf8')) ?? [];
  if (text === undefined)
    return bad('data-format', `${path} is damaged. It should read {"format":${dataFormat}}.`);
  const isKnown = Number(text) <= dataFormat;
  return isKnown
    ? good('data-format', text)
    : bad(
        'data-format',
        `The data folder was written by a newer Rapport (this one knows format ${dataFormat}): start the newer program.`,
        text,
      );
}

function checkDisk({ data }: Config): DoctorCheck {
  try {
    const { bavail, bsize } = statfsSync(existsSync(data) ? data : dirname(data));
    const free = bavail * bsize;
    const seen = `${(free / 1024 ** 3).toFixed(1)} GiB`;
    return free >= freeBytesMin
      ? good('disk', seen)
      : bad(
          'disk',
          'Less than 1 GiB is free where the data folder is: make room before the log stops.',
          seen,
        );
  } catch (error) {
    return bad('disk', `The free space cannot be read: ${reasonOf(error)}`);
  }
}
