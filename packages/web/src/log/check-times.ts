import {
  type Checkpoint,
  checkInclusion,
  checkWitnessTimes,
  leafHash,
  parseEntry,
  proveInclusion,
  type WitnessTime,
} from '@rapport/record';
import { get, set } from 'idb-keyval';
import { logTiles } from './log-tiles.ts';
import { readEntryBytes } from './newest-entries.ts';

/** Of what witnesses said about earlier sizes, as much as a browser keeps. */
const keptMax = 60;

/**
 * Holds the log's times against its witnesses': those of the checkpoint shown, and those that this browser kept of earlier
 * ones. Looked at are the entries beside each witnessed size, each proved to be in the log.
 *
 * @param checkpoint - believed. @param shown - of its witnesses
 * @returns `undefined` where no witness is known
 */
export async function checkTimes(
  checkpoint: Checkpoint,
  shown: readonly WitnessTime[],
): Promise<boolean | undefined> {
  const place = `witnessed/${checkpoint.origin}`;
  const kept = (await get<WitnessTime[]>(place)) ?? [];
  const times = [...kept.filter(({ size }) => size <= checkpoint.size), ...shown];
  if (times.length === 0) return undefined;
  const beside = new Set(times.flatMap(({ size }) => [size - 1, size]));
  const within = [...beside].filter((index) => index >= 0 && index < checkpoint.size);
  const entries = await Promise.all(within.map((index) => readTime(index, checkpoint)));
  const isFit =
    entries.every((one) => one !== undefined) &&
    checkWitnessTimes(
      entries.flatMap((one) => one ?? []),
      times,
    ).length === 0;
  const fresh = shown.filter(({ name, size }) => !kept.some((one) => one.name === name && one.size === size));
  if (isFit && fresh.length > 0) await set(place, [...kept, ...fresh].slice(-keptMax));
  return isFit;
}

/** An entry's time, once it is proved to be under the checkpoint. */
async function readTime(
  index: number,
  { size, root }: Checkpoint,
): Promise<{ index: number; takenIn: number } | undefined> {
  const bytes = await readEntryBytes(index, size);
  const proof = await proveInclusion(logTiles(), index, size);
  if (bytes === undefined || !proof.ok) return undefined;
  const entry = parseEntry(bytes);
  const findings = checkInclusion({ index, size, root, leafHash: leafHash(bytes), proof: proof.value });
  return entry.ok && findings.length === 0 ? { index, takenIn: entry.value.takenIn } : undefined;
}
