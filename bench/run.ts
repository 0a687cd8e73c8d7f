// `npm run bench`: measures, prints a table and writes bench/results.json. docs/benchmarks.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clocks } from './clocks.ts';
import { filing } from './filing.ts';
import { growth } from './growth.ts';
import { language } from './language.ts';
import { type LargeLog, openLargeLog } from './large-log.ts';
import { lighthouseScores } from './lighthouse.ts';
import { describeMachine, type Machine } from './machine.ts';
import { mirror } from './mirror.ts';
import { pageBytes } from './page-bytes.ts';
import { pageWeights } from './page-weights.ts';
import { paper } from './paper.ts';
import { readingAtSize } from './reading-at-size.ts';
import type { Length, Section } from './section.ts';
import { signInTiming } from './sign-in-timing.ts';
import { slowLine } from './slow-line.ts';
import { startUp } from './start-up.ts';
import { formatTable, type Row, verdictOf } from './table.ts';
import { verification } from './verification.ts';

const sections: readonly Section[] = [
  language,
  clocks,
  pageBytes,
  lighthouseScores,
  pageWeights,
  slowLine,
  startUp,
  signInTiming,
  filing,
  growth,
  readingAtSize,
  verification,
  mirror,
  paper,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
});
const chosen = sections.filter(({ name }) => values.only?.includes(name) ?? true);
if (chosen.length < (values.only?.length ?? 1)) {
  const names = sections.map(({ name }) => name).join(', ');
  console.error(`Usage: npm run bench -- [--quick] [--only SECTION]..., where SECTION is one of: ${names}`);
  process.exit(2);
}

const machine = describeMachine();
console.log(machine.text);
report(await measure(chosen, values.quick ? 'quick' : 'full'), machine);

async function measure(chosen: readonly Section[], length: Length): Promise<Row[]> {
  const rows: Row[] = [];
  let opened: Promise<LargeLog> | undefined;
  try {
    for (const { name, run } of chosen) {
      const say = (text: string): void => console.log(`${name}: ${text}`);
      const largeLog = () => (opened ??= openLargeLog(length, say));
      rows.push(...(await run({ length, say, largeLog })));
    }
    return rows;
  } finally {
    await opened?.then(({ server }) => server.stop());
  }
}

function report(rows: readonly Row[], machine: Machine): void {
  const judged = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
  const missed = judged.filter(({ verdict }) => verdict === 'missed').map(({ what }) => what);
  console.log(formatTable(rows));
  console.log(missed.length === 0 ? '\nNo target missed.' : `\nTargets missed: ${missed.join('; ')}.`);
  const results = { date: new Date().toISOString(), machine, rows: judged };
  writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify(results, undefined, 2)}\n`);
}
