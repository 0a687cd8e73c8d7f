import { checkPolicy, type Policy, type WitnessTime, witnessTimes } from '@rapport/record';
import { suite } from '../verify/platform.ts';
import type { MirrorFolder } from './folder.ts';
import { bytesMax, names } from './layout.ts';

/** Of the checkpoints that went before, as many as are kept: each bounds the times of what came after it. */
const keptMax = 200;

/** Keeps a checkpoint that goes out of its place, if somebody witnessed it. */
export function keepWitnessed(
  folder: MirrorFolder,
  bytes: Uint8Array,
  size: number,
  times: readonly WitnessTime[],
): void {
  if (times.length === 0 || folder.has(names.witnessed(size))) return;
  folder.write(names.witnessed(size), bytes);
  for (const old of sizesKept(folder).slice(0, -keptMax)) folder.remove(names.witnessed(old));
}

/**
 * When witnesses saw the log at earlier sizes, by the checkpoints that a mirror kept.
 *
 * @param policy - with every key that may have cosigned
 * @returns also the names of files that are no checkpoint of this log by a key of the policy
 */
export async function readWitnessed(
  folder: MirrorFolder,
  policy: Policy,
  origin: string,
): Promise<{ times: readonly WitnessTime[]; wrong: readonly string[] }> {
  const times: WitnessTime[] = [];
  const wrong: string[] = [];
  for (const size of sizesKept(folder)) {
    const part = folder.read(names.witnessed(size), bytesMax.note);
    const outcome = part.ok ? await checkPolicy({ ...policy, quorum: 'none' }, part.bytes, suite) : undefined;
    const isSound =
      outcome !== undefined &&
      outcome.findings.length === 0 &&
      outcome.checkpoint?.origin === origin &&
      outcome.checkpoint.size === size;
    if (isSound) times.push(...witnessTimes(outcome));
    else wrong.push(names.witnessed(size));
  }
  return { times, wrong };
}

function sizesKept(folder: MirrorFolder): number[] {
  const sizes = folder.list('witnessed').map(Number).filter(Number.isSafeInteger);
  return sizes.toSorted((a, b) => a - b);
}
