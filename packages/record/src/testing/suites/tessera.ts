import {
  checkConsistency,
  encodeUtf8,
  equalBytes,
  leafHash,
  parseBundle,
  parseUtf8,
  proveConsistency,
  rootFromTiles,
  type TileReader,
  tilePath,
  verifyCheckpoint,
} from '../../index.ts';
import type { Platform } from '../platform.ts';
import { flipBit, type Outcome, outcome, readBytes, readJson, type VectorFiles } from '../vectors.ts';
import { keyOf } from './notes.ts';

type Keys = { origin: string; vkey: string; entries: string[] };

/** A log written by Tessera (Go): every size's checkpoint, tiles, bundles, and consistency between all sizes. */
export async function tesseraSuite(files: VectorFiles, platform: Platform): Promise<Outcome[]> {
  const keys = readJson<Keys>(files, 'tessera-log/keys.json');
  const reader = {
    readTile: async (tile) => readBytes(files, `tessera-log/${tilePath(tile)}`),
  } satisfies TileReader;
  const roots: Uint8Array[] = [];
  const outcomes: Outcome[] = [];
  for (let size = 0; size <= keys.entries.length; size++) {
    const checkpoint = await runCheckpoint(files, size, keys, platform, outcomes);
    const root = await rootFromTiles(reader, size);
    outcomes.push(outcome(`tessera-log/${size}/root`, root.ok && equalBytes(root.value, checkpoint), true));
    if (size > 0) outcomes.push(runBundle(files, size, keys), await runTile(files, size, keys));
    for (const [oldSize, oldRoot] of roots.entries()) {
      if (oldSize > 0) outcomes.push(await runConsistency(reader, oldSize, size, oldRoot, checkpoint));
    }
    roots.push(checkpoint);
  }
  return outcomes;
}

/** Verifies the checkpoint and its twin with a bit turned; hands back the root. */
async function runCheckpoint(
  files: VectorFiles,
  size: number,
  { origin, vkey }: Keys,
  { suite }: Platform,
  outcomes: Outcome[],
): Promise<Uint8Array> {
  const bytes = readBytes(files, `tessera-log/checkpoint.${size}`);
  const verdict = await verifyCheckpoint(bytes, origin, [keyOf(vkey)], suite);
  const twin = await verifyCheckpoint(flipBit(bytes, origin.length + 3), origin, [keyOf(vkey)], suite);
  outcomes.push(outcome(`tessera-log/${size}/checkpoint`, verdict.ok && verdict.checkpoint.size, size));
  outcomes.push(outcome(`tessera-log/${size}/checkpoint-one-bit`, twin.ok, false));
  return verdict.ok ? verdict.checkpoint.root : new Uint8Array(0);
}

function runBundle(files: VectorFiles, size: number, { entries }: Keys): Outcome {
  const bundle = parseBundle(readBytes(files, `tessera-log/tile/entries/000.p/${size}`), size);
  return outcome(
    `tessera-log/${size}/bundle`,
    bundle.ok && bundle.value.map(parseUtf8),
    entries.slice(0, size),
  );
}

async function runTile(files: VectorFiles, size: number, { entries }: Keys): Promise<Outcome> {
  const tile = readBytes(files, `tessera-log/tile/0/000.p/${size}`);
  const leaves = entries.slice(0, size).flatMap((entry) => [...leafHash(encodeUtf8(entry))]);
  return outcome(`tessera-log/${size}/tile`, [...tile], leaves);
}

async function runConsistency(
  reader: TileReader,
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): Promise<Outcome> {
  const proof = await proveConsistency(reader, oldSize, newSize);
  const findings = proof.ok
    ? checkConsistency({ oldSize, newSize, oldRoot, newRoot, proof: proof.value })
    : [proof];
  return outcome(`tessera-log/consistency/${oldSize}-to-${newSize}`, findings, []);
}
