// `npm start` and its siblings: a table of commands and their steps. Runs on Node 20 and later.
import { audit } from './audit.mjs';
import { build } from './build.mjs';
import { checkout } from './checkout.mjs';
import { ensureChromium } from './chromium.mjs';
import { Fault, reportFault } from './fault.mjs';
import { install } from './install.mjs';
import { runNode } from './node24.mjs';

const vitest = `${checkout}/node_modules/vitest/vitest.mjs`;
const [command, ...args] = process.argv.slice(2);

/** What `npm run demo` sets where the environment does not. */
const demoSettings = {
  RAPPORT_ORGANISATION: `${checkout}/organisations/demo-strait`,
  RAPPORT_PORT: '8430',
  RAPPORT_DATA: `${checkout}/data/demo-strait`,
  RAPPORT_INVENTED_YEAR: 'yes',
};

const steps = {
  install: { buys: 'the exact packages of the lock file', run: install },
  build: { buys: 'the web app as it is served', run: build },
  audit: { buys: 'no package with a known weakness, as far as the registry can be asked', run: audit },
  chromium: { buys: 'a browser to test in', run: ensureChromium },
  check: {
    buys: 'types, lint, format, arrows, dead code, links',
    run: () => runProgram('tools/check/run.ts'),
  },
  vitest: {
    buys: 'behaviour, on a real database and in a real browser',
    run: () => runProgram(vitest, 'run', ...args),
  },
  serve: { buys: 'Rapport itself', run: () => runProgram('packages/server/src/main.ts', ...args) },
  demo: {
    buys: 'Rapport with an invented organisation and a busy, invented year',
    run: () => runProgram('packages/server/src/main.ts', ...args),
  },
  gallery: { buys: 'a picture of every page', run: () => runProgram('tools/gallery/run.ts', ...args) },
  bench: { buys: 'numbers', run: () => runProgram('bench/run.ts', ...args) },
};
const commands = {
  start: { steps: ['install', 'build', 'serve'] },
  demo: { steps: ['install', 'build', 'demo'], settings: demoSettings },
  test: { steps: ['install', 'chromium', 'build', 'audit', 'check', 'vitest'], runsAll: true },
  check: { steps: ['install', 'check'] },
  bench: { steps: ['install', 'build', 'bench'] },
  gallery: { steps: ['install', 'build', 'gallery'] },
  build: { steps: ['install', 'build'] },
  audit: { steps: ['audit'] },
};

async function runProgram(path, ...rest) {
  const file = path.startsWith(checkout) ? path : `${checkout}/${path}`;
  const code = await runNode([file, ...rest], command === 'start' ? {} : { cwd: checkout });
  if (code !== 0) process.exitCode = code;
}

/** Runs a command's steps: to the first failure, or, with `runsAll`, all of them and says what each took. */
async function run({ steps: names, runsAll }) {
  const rows = [];
  for (const name of names) {
    const started = Date.now();
    const { isGood, remark } = await runStep(steps[name]);
    const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
    rows.push(
      `${isGood ? (remark ?? 'ok').padEnd(9) : 'FAILED   '} ${name.padEnd(9)} ${seconds} s  ${steps[name].buys}`,
    );
    if (!isGood && (!runsAll || name === 'install')) break;
  }
  if (runsAll) console.log(`\n${rows.join('\n')}`);
}

/** @returns whether it went well, and a word for what it could not do where it has one */
async function runStep(step) {
  const before = process.exitCode;
  process.exitCode = 0;
  const remark = await Promise.resolve().then(step.run).catch(reportFault);
  const isGood = process.exitCode === 0;
  if (isGood) process.exitCode = before;
  return { isGood, remark: typeof remark === 'string' ? remark : undefined };
}

if (commands[command]) {
  process.env = { ...commands[command].settings, ...process.env };
  await run(commands[command]);
} else reportFault(new Fault(`Usage: npm ${Object.keys(commands).join(' | npm run ')}`));
