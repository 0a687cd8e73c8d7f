// Builds the web app, the one part with a build step, when something it is made of has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { checkout } from './checkout.mjs';
import { Fault } from './fault.mjs';
import { runNode } from './node24.mjs';
import { writeSbom } from './sbom.mjs';

const web = `${checkout}/packages/web`;
const stampFile = `${checkout}/node_modules/.rapport-web`;
const sources = [
  'package-lock.json',
  'packages/web',
  ...['record', 'measures', 'notices', 'sealing', 'api'].map((name) => `packages/${name}/src`),
];
const notSources = new Set(['dist', 'dist-server', 'node_modules']);

/** Builds packages/web into its dist folder unless it is there already. @throws {Fault} when Vite fails */
export async function build() {
  const stamp = hashOf(sources);
  const made = [`${web}/dist/index.html`, `${web}/dist-server/render.js`, stampFile];
  const isBuilt = made.every((file) => existsSync(file));
  if (isBuilt && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Building the web app (a few seconds, only when it has changed) ...');
  const configs = [
    'vite.config.ts',
    'vite.verify-alone.config.ts',
    'vite.form-alone.config.ts',
    'vite.server.config.ts',
  ];
  for (const config of configs) await buildWith(config);
  writeSbom();
  writeFileSync(stampFile, stamp);
}

async function buildWith(config) {
  const vite = `${checkout}/node_modules/vite/bin/vite.js`;
  const code = await runNode([vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: web });
  if (code !== 0) throw new Fault('The web app could not be built; the reason is above.');
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const entry = `${checkout}/${path}`;
  if (!existsSync(entry)) return;
  const names = listFolder(entry);
  if (!names) hash.update(`${path}\n`).update(readFileSync(entry));
  for (const name of names ?? []) if (!notSources.has(name)) addTo(hash, `${path}/${name}`);
}

/** @returns {string[] | undefined} sorted names; undefined when it is a file */
function listFolder(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
