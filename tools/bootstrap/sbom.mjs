// The list of everything that the program is made of, as CycloneDX: for whoever has to know whether a weakness concerns them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { checkout } from './checkout.mjs';
import { Fault } from './fault.mjs';

/** Writes dist/sbom.cdx.json from package-lock.json, needing no network. @throws {Fault} when npm cannot */
export function writeSbom() {
  mkdirSync(`${checkout}/dist`, { recursive: true });
  writeFileSync(`${checkout}/dist/sbom.cdx.json`, `${JSON.stringify(makeSbom(), undefined, 2)}\n`);
}

/** @returns {Record<string, unknown>} the document; the packages of development alone are marked so, where npm tells them */
export function makeSbom() {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: checkout, encoding: 'utf8', maxBuffer: 2 ** 26 };
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0)
    throw new Fault(
      `The list of packages could not be made. npm said:\n${result.error?.message ?? result.stderr.trim()}`,
    );
  return JSON.parse(result.stdout);
}
