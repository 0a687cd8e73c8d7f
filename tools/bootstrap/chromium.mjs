// The browser tests need Chromium; npm does not bring it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Fault } from './fault.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string | undefined} path of a Chromium: the one CHROMIUM names, or else the first found */
export function findChromium() {
  return process.env.CHROMIUM || places.find((place) => existsSync(place));
}

/** Makes sure that a Chromium is there; root on Debian gets it installed. @throws {Fault} otherwise */
export function ensureChromium() {
  if (process.env.CHROMIUM && !existsSync(process.env.CHROMIUM))
    throw new Fault('CHROMIUM names a file that does not exist.');
  if (!findChromium() && process.getuid?.() === 0 && existsSync('/etc/debian_version')) installOnDebian();
  if (findChromium()) return;
  throw new Fault(
    'The tests need Chromium. Install it ("apt-get install chromium" on Debian, or any Chrome), or name its program in the variable CHROMIUM.',
  );
}

function installOnDebian() {
  console.log('Installing Chromium for the browser tests (once, about half a minute) ...');
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const result = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (result.status !== 0) throw new Fault(`apt-get could not bring Chromium: ${result.stderr}`);
  }
}
