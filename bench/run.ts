// `npm run bench`: measures, prints a table and writes bench/results.json. docs/benchmarks.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { filing } from './filing.ts';
import { describeMachine } from './machine.ts';
import type { Section } from './section.ts';
import { formatTable, type Row, verdictOf } from './table.ts';

const sections: readonly Section[] = [filing];

const names = sections.map(({ name }) => name).join(', ');
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
});
const chosen = sections.filter(({ name }) => values.only?.includes(name) ?? true);
if (chosen.length === 0 || chosen.length < (values.only?.length ?? 0)) {
  console.error(`Usage: npm run bench -- [--quick] [--only SECTION]..., where SECTION is one of: ${names}`);
  process.exit(2);
}

const machine = describeMachine();
console.log(machine.text);
const rows: Row[] = [];
for (const section of chosen) {
  const say = (text: string): void => console.log(`${section.name}: ${text}`);
  rows.push(...(await section.run(values.quick ? 'quick' : 'full', say)));
}
console.log(formatTable(rows));
const missed = rows.filter((row) => verdictOf(row) === 'missed');
console.log(
  `\n${missed.length === 0 ? 'No target missed.' : `Targets missed: ${missed.map(({ what }) => what).join('; ')}.`}`,
);
const results = {
  date: new Date().toISOString(),
  machine,
  rows: rows.map((row) => ({ ...row, verdict: verdictOf(row) })),
};
writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify(results, undefined, 2)}\n`);
