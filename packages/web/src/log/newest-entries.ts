import { paths } from '@rapport/api';
import { bundlePath, encodeHex, parseBundle, parseEntry, tileWidth, widthAt } from '@rapport/record';
import { client } from '../exchange/client.ts';

/** A log entry as lists show it: its number, its time, and the hash that commits to the notice. */
export interface EntryRow {
  readonly index: number;
  readonly takenIn: number;
  readonly noteHash: string;
}

/** Reads the newest entries of a log of `size` from its entry bundles, newest first. */
export async function readNewestEntries(size: number, count: number): Promise<EntryRow[]> {
  const last = Math.floor((size - 1) / tileWidth);
  const numbers = size === 0 ? [] : last === 0 ? [0] : [last - 1, last];
  const bundles = await Promise.all(numbers.map((number) => readBundle(number, size)));
  return bundles.flat().slice(-count).reverse();
}

/** One entry's bytes as its bundle holds them. @throws where the bundle cannot be read */
export async function readEntryBytes(index: number, size: number): Promise<Uint8Array | undefined> {
  const number = Math.floor(index / tileWidth);
  const width = widthAt(0, number, size);
  const bundle = parseBundle(await client.bytes(`${paths.log}/${bundlePath(number, width)}`), width);
  return bundle.ok ? bundle.value[index - number * tileWidth] : undefined;
}

async function readBundle(number: number, size: number): Promise<EntryRow[]> {
  const width = widthAt(0, number, size);
  const bundle = parseBundle(await client.bytes(`${paths.log}/${bundlePath(number, width)}`), width);
  if (!bundle.ok) throw new Error(`the log's entry bundle ${number} cannot be read: ${bundle.code}`);
  return bundle.value.flatMap((bytes, at) => {
    const entry = parseEntry(bytes);
    if (!entry.ok) return [];
    const { takenIn, noteHash } = entry.value;
    return [{ index: number * tileWidth + at, takenIn, noteHash: encodeHex(noteHash) }];
  });
}
