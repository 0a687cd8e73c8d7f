import { setTimeout as sleep } from 'node:timers/promises';
import { machineMs } from './cpu-time.ts';

const enough = 0.2;
const patienceMs = 60_000;

/**
 * Waits until others leave the machine nearly alone, a minute at most: a round beside somebody's build
 * says little. What others used all the same stands beside the figures.
 */
export async function awaitQuiet(): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && (await coresInUse()) > enough) await sleep(500);
}

/** Of the whole machine, over one second in which this process does nothing. */
async function coresInUse(): Promise<number> {
  const [before, begin] = [machineMs(), performance.now()];
  await sleep(1000);
  return (machineMs() - before) / (performance.now() - begin);
}
