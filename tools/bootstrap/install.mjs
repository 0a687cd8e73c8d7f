// Installs the packages once; later starts find the stamp and touch neither disk nor network.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { checkout } from './checkout.mjs';
import { Fault } from './fault.mjs';

const modules = `${checkout}/node_modules`;
const stampFile = `${modules}/.rapport-stamp`;

/** Brings node_modules to what package-lock.json says. @throws {Fault} when npm cannot */
export function install() {
  const stamp = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!matchesLock()) runNpm();
  writeFileSync(stampFile, stamp);
}

/** What an installation depends on: the lock, every package.json, the kind of machine. */
function wantedStamp() {
  const workspaces = readdirSync(`${checkout}/packages`).map((name) => `packages/${name}/package.json`);
  const files = [
    'package.json',
    'package-lock.json',
    ...workspaces.filter((path) => existsSync(`${checkout}/${path}`)),
  ];
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(`${checkout}/${file}`));
  return hash.digest('hex');
}

/** Whether somebody's own `npm install` already did the work; npm notes what it installed. */
function matchesLock() {
  if (!existsSync(`${modules}/.package-lock.json`)) return false;
  const wanted = Object.entries(readPackages(`${checkout}/package-lock.json`));
  const present = readPackages(`${modules}/.package-lock.json`);
  return wanted.every(([path, { version, link, optional, devOptional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const found = present[path];
    return found ? found.version === version && existsSync(`${checkout}/${path}`) : optional || devOptional;
  });
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/**
 * `npm install`, not `npm ci`: npm leaves out of the lock the optional packages of systems its registry
 * lacked when the lock was written, and then `npm ci` refuses that lock on every machine. What the lock
 * does name is installed as locked, by hash; `npm run check` compares the lock with each package.json.
 */
function runNpm() {
  console.log(
    'Installing packages (once; about a minute with a good connection, no network needed afterwards) ...',
  );
  rmSync(stampFile, { force: true });
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] };
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status === 0) return;
  throw new Fault(
    `The packages could not be installed, so nothing was started. Check the network connection and the free disk space, then try again.\n\nnpm said:\n${result.error?.message ?? result.stderr.trim()}`,
  );
}
