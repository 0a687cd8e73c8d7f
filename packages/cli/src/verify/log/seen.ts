import { parseProofFile, proofFileBytesMax } from '@rapport/notices';
import {
  checkPolicy,
  encodeUtf8,
  type Policy,
  parseTlogProof,
  parseUtf8,
  type WitnessTime,
  witnessTimes,
} from '@rapport/record';
import { readGivenFile } from '../../io/files.ts';
import type { Context } from '../../io/surroundings.ts';
import { suite } from '../platform.ts';
import type { FaultList } from './fault-list.ts';
import { logFindings } from './wording.ts';

/** A checkpoint that somebody kept: what the log looked like then, under its own signature. */
export interface SeenCheckpoint {
  readonly path: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** When witnesses saw it. */
  readonly times: readonly WitnessTime[];
}

/**
 * Reads the checkpoints in files kept from earlier: proof files, receipts or bare checkpoints. One that no
 * trusted key of this log signed is a finding, since it shows nothing.
 */
export async function readSeen(
  paths: readonly string[],
  origin: string,
  policy: Policy,
  faults: FaultList,
  context: Context,
): Promise<SeenCheckpoint[]> {
  const seen: SeenCheckpoint[] = [];
  for (const path of paths) {
    const bytes = encodeUtf8(checkpointIn(readGivenFile(context, path, proofFileBytesMax)));
    const outcome = await checkPolicy({ ...policy, quorum: 'none' }, bytes, suite);
    const { checkpoint, findings } = outcome;
    if (checkpoint === undefined || findings.length > 0 || checkpoint.origin !== origin) {
      faults.add('seen', logFindings.seenUnsigned(path));
    } else {
      const { size, root } = checkpoint;
      seen.push({ path, size, root, times: witnessTimes(outcome) });
    }
  }
  return seen;
}

function checkpointIn(bytes: Uint8Array): string {
  const file = parseProofFile(bytes);
  if (file.ok) return file.value.checkpoint;
  const text = parseUtf8(bytes) ?? '';
  const proof = parseTlogProof(text);
  return proof.ok ? proof.value.checkpoint : text;
}
