// The command line's entry: hands the machine to the program and its verdict back to the shell.
import { randomBytes } from 'node:crypto';
import type { Fetch } from '@rapport/api';
import { runCommandLine } from './command-line.ts';
import { askSecret } from './io/ask-secret.ts';

const answerMsMax = 120_000;

const timedFetch: Fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(answerMsMax) });

// A reader that closes early, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Node calls ML-DSA-44 experimental at every start; that is no news to whoever verifies.
process.removeAllListeners('warning');
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') process.stderr.write(`${name}: ${message}\n`);
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  folder: process.cwd(),
  environment: process.env,
  now: Date.now,
  random: (count) => new Uint8Array(randomBytes(count)),
  fetch: timedFetch,
  writeOut: (bytes) => process.stdout.write(bytes),
  writeError: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  askSecret,
});
