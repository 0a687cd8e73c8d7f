import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LargeLog } from './large-log.ts';
import { awaitQuiet } from './quiet.ts';
import type { Section } from './section.ts';
import { figureOf } from './statistics.ts';

const rounds = { full: 3, quick: 1 } as const;
const reference = 250_000;

/** A whole mirror of a server on the same machine, made and then checked with no network, process and all. */
export const mirror: Section = {
  name: 'mirror',
  run: async ({ length, largeLog, say }) => {
    const log = await largeLog();
    const [copies, checks]: [number[], number[]] = [[], []];
    const notices: number[] = [];
    for (let round = 1; round <= rounds[length]; round += 1) {
      await awaitQuiet();
      const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-mirror-'));
      try {
        const copied = await runCli(log, [
          'mirror',
          `${log.server.url}/log`,
          folder,
          '--key',
          readerKey(log),
        ]);
        const checked = await runCli(log, ['mirror', 'check', folder]);
        copies.push(copied.seconds);
        checks.push(checked.seconds);
        notices.push(checked.notices);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      say(
        `round ${round}: ${notices.at(-1)} notices copied in ${copies.at(-1)?.toFixed(1)} s, checked in ${checks.at(-1)?.toFixed(1)} s`,
      );
    }
    const count = notices[0] ?? 0;
    const section = `Mirror on loopback, ${count.toLocaleString('en-US')} notices`;
    const scaled = copies.map((seconds) => (seconds * reference) / count);
    return [
      { section, what: 'rapport mirror, process and all', unit: 's', figure: figureOf(copies) },
      { section, what: 'rapport mirror check', unit: 's', figure: figureOf(checks) },
      {
        section,
        what: 'copied',
        unit: 'a second',
        figure: figureOf(copies.map((seconds) => count / seconds)),
      },
      {
        section,
        what: 'for 250,000 at that rate',
        unit: 's',
        figure: figureOf(scaled),
        target: { is: 'at-most', value: 120 },
        note: 'the cost grows with the number of notices: see docs/benchmarks.md',
      },
    ];
  },
};

const readerKey = ({ server }: LargeLog): string =>
  join(server.dataFolder, 'demonstration/keys/MN-focal-point.key');

/** @throws unless the command says that all is well */
async function runCli({ server }: LargeLog, args: string[]): Promise<{ seconds: number; notices: number }> {
  const main = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
  const all = [...args, '--policy', join(server.dataFolder, 'policy'), '--json'];
  const begin = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...all], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  const seconds = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`rapport ${args[0]} ended with ${String(status)}: ${said.slice(0, 500)}`);
  return { seconds, notices: (JSON.parse(said) as { notices?: number }).notices ?? 0 };
}
