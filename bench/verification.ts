import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareCryptoMs } from './bare-crypto.ts';
import type { LargeLog } from './large-log.ts';
import { awaitQuiet } from './quiet.ts';
import type { Section } from './section.ts';
import { signNotices } from './signed-notices.ts';
import { figureOf } from './statistics.ts';

const rounds = { full: 3, quick: 1 } as const;
/** What the bare cryptography is timed over; more would only repeat them. */
const distinctNotices = 5000;

/** A whole log checked by the command line, beside the cryptography that nobody can leave out. */
export const verification: Section = {
  name: 'verification',
  run: async ({ length, largeLog, say }) => {
    const log = await largeLog();
    const sample = await signNotices(log.server.dataFolder, Math.min(distinctNotices, log.notices));
    const cli: number[] = [];
    const bare: number[] = [];
    const entries = await sizeOf(log);
    for (let round = 1; round <= rounds[length]; round += 1) {
      await awaitQuiet();
      bare.push((bareCryptoMs(sample, log.server.dataFolder) * entries) / sample.length / 1000);
      cli.push((await verifyByCli(log)) / 1000);
      say(
        `round ${round}: ${entries} entries in ${cli.at(-1)?.toFixed(1)} s, bare ${bare.at(-1)?.toFixed(1)} s`,
      );
    }
    const section = `Verification of the whole log, ${entries.toLocaleString('en-US')} entries with their notices`;
    return [
      { section, what: 'rapport verify, process and all', unit: 's', figure: figureOf(cli) },
      { section, what: 'bare signature checks and hashes, one core', unit: 's', figure: figureOf(bare) },
      {
        section,
        what: 'times the bare cost',
        unit: 'x',
        figure: figureOf(cli.map((s, i) => s / (bare[i] ?? 0))),
      },
      { section, what: 'each notice', unit: 'us', figure: figureOf(cli.map((s) => (s * 1e6) / entries)) },
    ];
  },
};

async function sizeOf({ server }: LargeLog): Promise<number> {
  const checkpoint = await (await fetch(`${server.url}/log/checkpoint`)).text();
  return Number(checkpoint.split('\n')[1]);
}

/** @returns milliseconds from start to end of the process. @throws unless it says that all is well */
async function verifyByCli({ server }: LargeLog): Promise<number> {
  const main = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
  const key = join(server.dataFolder, 'demonstration/keys/MN-focal-point.key');
  const args = ['verify', `${server.url}/log`, '--policy', join(server.dataFolder, 'policy'), '--key', key];
  const begin = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  if (status !== 0) throw new Error(`rapport verify ended with ${String(status)}`);
  return performance.now() - begin;
}
