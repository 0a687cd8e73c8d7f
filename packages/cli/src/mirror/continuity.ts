import {
  type Checkpoint,
  checkConsistency,
  checkPolicy,
  encodeHex,
  equalBytes,
  type Policy,
  proveConsistency,
  sha256,
  type TileReader,
  type WitnessTime,
  witnessTimes,
} from '@rapport/record';
import { Unusable } from '../io/outcome.ts';
import { suite } from '../verify/platform.ts';
import type { ReportedFinding } from '../verify/report.ts';
import type { MirrorFolder } from './folder.ts';
import { bytesMax, names } from './layout.ts';
import type { ReadTile } from './tile-tree.ts';
import { mirrorFindings } from './wording.ts';

/** A checkpoint that the mirror goes by already. */
export interface Kept {
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
  /** When witnesses saw it. */
  readonly times: readonly WitnessTime[];
}

/** What the folder keeps: the checkpoint it holds, and the one that a copy was under way for. */
export async function readKept(folder: MirrorFolder, policy: Policy): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of [names.checkpoint, names.pending]) {
    const part = folder.read(name, bytesMax.note);
    if (!part.ok && part.finding.code === 'mirror-file-missing') continue;
    const outcome = part.ok ? await checkPolicy({ ...policy, quorum: 'none' }, part.bytes, suite) : undefined;
    if (!part.ok || outcome?.checkpoint === undefined || outcome.findings.length > 0) throw unusable(name);
    kept.push({ bytes: part.bytes, checkpoint: outcome.checkpoint, times: witnessTimes(outcome) });
  }
  return kept;
}

function unusable(name: string): Unusable {
  return new Unusable('mirror-kept', {
    en: `The checkpoint kept in ${name} is not signed by a trusted key: it was changed, or other keys are trusted now. Nothing was copied.`,
    ru: `Контрольная точка в ${name} не подписана доверенным ключом: её изменили или доверие теперь другим ключам. Ничего не скопировано.`,
  });
}

/**
 * Checks that a checkpoint goes on from what is kept. Where it does not, both go into the folder `evidence`.
 *
 * @param now - verified, as the server shows it
 * @param served - tiles of the server, not trusted
 */
export async function checkContinuity(
  kept: readonly Kept[],
  now: Kept,
  served: ReadTile,
  folder: MirrorFolder,
): Promise<ReportedFinding | undefined> {
  for (const one of kept) {
    const found = await compare(one.checkpoint, now.checkpoint, served, folder);
    if (found === undefined) continue;
    keepEvidence(folder, 'kept', one);
    keepEvidence(folder, 'shown', now);
    return found;
  }
  return undefined;
}

function keepEvidence(folder: MirrorFolder, which: string, { bytes, checkpoint }: Kept): void {
  const name = `${which}-${checkpoint.size}-${encodeHex(sha256(bytes)).slice(0, 16)}.checkpoint`;
  folder.write(names.evidence(name), bytes);
}

async function compare(
  kept: Checkpoint,
  now: Checkpoint,
  served: ReadTile,
  folder: MirrorFolder,
): Promise<ReportedFinding | undefined> {
  if (kept.size === 0) return undefined;
  if (kept.size > now.size) {
    const own: ReadTile = async (tile) => folder.read(names.tile(tile), bytesMax.tile);
    const isPast = now.size === 0 || (await isConsistent(now, kept, own)) !== false;
    return isPast ? mirrorFindings.behind(kept.size, now.size) : mirrorFindings.forked(kept.size, now.size);
  }
  if (kept.size === now.size)
    return equalBytes(kept.root, now.root) ? undefined : mirrorFindings.forked(kept.size, now.size);
  return (await isConsistent(kept, now, served)) === true
    ? undefined
    : mirrorFindings.forked(kept.size, now.size);
}

/** `undefined` where tiles are missing, so that nothing can be said. */
async function isConsistent(
  old: Checkpoint,
  newer: Checkpoint,
  read: ReadTile,
): Promise<boolean | undefined> {
  const reader: TileReader = {
    readTile: async (tile) => {
      const part = await read(tile);
      return part.ok ? part.bytes : new Uint8Array();
    },
  };
  const proof = await proveConsistency(reader, old.size, newer.size);
  if (!proof.ok) return undefined;
  const claim = {
    oldSize: old.size,
    newSize: newer.size,
    oldRoot: old.root,
    newRoot: newer.root,
    proof: proof.value,
  };
  return checkConsistency(claim).length === 0;
}
