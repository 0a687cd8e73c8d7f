// Asks the registry whether a package that the program runs with has a known weakness. That it could not be asked is said, and is
// no pass: with AUDIT=required, as where a release is made, it fails.
import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';
import { Fault } from './fault.mjs';

const patienceMs = 60_000;

/**
 * @returns {Promise<'not asked' | undefined>} `undefined` where the registry knows of no weakness
 * @throws {Fault} that names what it knows of, or that it had to be asked and could not
 */
export async function audit() {
  const verdict = judgeAudit(await askRegistry());
  if (verdict.kind === 'clean') return undefined;
  if (verdict.kind === 'weak')
    throw new Fault(`Packages with known weaknesses:\n${verdict.lines.join('\n')}`);
  const sentence = `NOT ASKED: whether packages have known weaknesses could not be looked up (${verdict.reason}). This is no pass.`;
  if (process.env.AUDIT === 'required') throw new Fault(sentence);
  console.log(`\n${sentence}`);
  return 'not asked';
}

/**
 * What npm's answer means. Only a report that counts packages and finds nothing is clean; everything unforeseen is not.
 *
 * @param {string} said - what `npm audit --json` printed
 * @returns {{ kind: 'clean' } | { kind: 'weak', lines: string[] } | { kind: 'not-asked', reason: string }}
 */
export function judgeAudit(said) {
  const report = parse(said);
  const counts = report?.metadata?.vulnerabilities;
  const looked = report?.metadata?.dependencies?.prod;
  if (typeof counts?.total !== 'number' || typeof looked !== 'number' || looked === 0)
    return { kind: 'not-asked', reason: reasonIn(report) };
  if (counts.total === 0) return { kind: 'clean' };
  const found = Object.values(report.vulnerabilities ?? {});
  return { kind: 'weak', lines: found.map(({ name, severity, range }) => `  ${name} ${range}: ${severity}`) };
}

function reasonIn(report) {
  const text = typeof report?.message === 'string' ? report.message : 'npm gave no report';
  // Never the registry's host: it may be a private one.
  return /^\d{3} [A-Za-z ]+/.exec(text)?.[0].trim() ?? 'npm gave no report';
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string>} */
function askRegistry() {
  const args = ['audit', '--omit=dev', '--package-lock-only', '--json', '--loglevel=silent'];
  const npm = process.env.npm_execpath;
  const isScript = npm?.endsWith('.js');
  const child = spawn(isScript ? process.execPath : 'npm', isScript ? [npm, ...args] : args, {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: !isScript && process.platform === 'win32',
  });
  const late = setTimeout(() => child.kill(), patienceMs);
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(''));
    child.once('close', () => {
      clearTimeout(late);
      resolve(said);
    });
  });
}
