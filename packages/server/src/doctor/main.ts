import { parseConfig } from '../config.ts';
import { examine } from './examine.ts';
import { bad, type DoctorCheck } from './finding.ts';

/** Prints what `examine` found as one JSON object: `{ checks: [{ id, ok, seen?, sentence? }] }`. */
async function main(): Promise<void> {
  const parsed = parseConfig(process.env, process.cwd());
  const checks: DoctorCheck[] = parsed.ok
    ? await examine(parsed.config, Date.now())
    : parsed.findings.map(({ variable, sentence }) => bad('settings', sentence, variable));
  process.stdout.write(`${JSON.stringify({ checks })}\n`);
}

await main();
