import type { MirrorHead } from '@rapport/api';
import type { Organisation } from '@rapport/measures';
import {
  type Checkpoint,
  checkPolicy,
  encodeNote,
  encodeUtf8,
  equalBytes,
  frontierRoot,
  type Policy,
  type PolicyOutcome,
  parseNote,
  parsePolicy,
} from '@rapport/record';
import type { ReadingServer } from '../app.ts';
import { refreshClocks } from '../clocks/rebuild-clocks.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/connect.ts';
import { EventStreams } from '../events/event-stream.ts';
import { NoticeReceipts } from '../filing/notice-receipts.ts';
import type { RegistersInLog } from '../filing/registers-in-log.ts';
import { createMetrics } from '../health/metrics.ts';
import { KnownHead } from '../log/known-head.ts';
import { readHead } from '../log/log-store.ts';
import { suite } from '../log/platform.ts';
import { DatabaseTiles } from '../log/tile-reader.ts';
import { SearchIndex } from '../search/search-index.ts';

/** A mirror's head as its own process has verified it once more. */
export interface VerifiedHead {
  readonly head: MirrorHead;
  readonly policy: Policy;
  readonly checkpoint: Checkpoint;
  readonly outcome: PolicyOutcome;
}

/** @throws where the checkpoint is not what its policy asks for, though the command line found it so */
export async function verifyHead(head: MirrorHead): Promise<VerifiedHead> {
  const policy = parsePolicy(head.policy);
  if (!policy.ok) throw new Error(`the mirror's policy: ${policy.code}`);
  const outcome = await checkPolicy(policy.value, encodeUtf8(head.checkpoint), suite);
  const { checkpoint, findings } = outcome;
  if (checkpoint === undefined || findings.length > 0 || checkpoint.size === 0)
    throw new Error(`the mirror's checkpoint: ${findings.map(({ code }) => code).join(' ')}`);
  return { head, policy: policy.value, checkpoint, outcome };
}

interface MirrorParts {
  readonly config: Config;
  readonly organisation: Organisation;
  readonly db: Db;
  readonly registers: RegistersInLog;
  readonly verified: VerifiedHead;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/**
 * What the reading routes need, from a database that a mirror was replayed into: its checkpoint is the only one there
 * is, and every proof is under it. There is no key here that could sign.
 *
 * @throws where the entries do not give the checkpoint's root
 */
export async function openMirror(parts: MirrorParts): Promise<ReadingServer> {
  const { config, organisation, db, registers, verified, now, onError } = parts;
  const { head, policy, checkpoint, outcome } = verified;
  const { origin, size, root } = checkpoint;
  const { frontier, takenIn } = await readHead(db);
  if (frontier.size !== size || !equalBytes(frontierRoot(frontier), root))
    throw new Error(`the mirror's entries do not give the root of its checkpoint (size ${size})`);
  const tiles = new DatabaseTiles(db);
  const abbreviation = organisation.abbreviation['en'] ?? organisation.id;
  const note = encodeUtf8(head.checkpoint);
  const knownHead = new KnownHead(db, tiles, { size, root });
  const { keys } = await registers.readTo(db, size);
  await refreshClocks(db, organisation, keys);
  const streams = new EventStreams(async () => new Set());
  const searchIndex = new SearchIndex(db, organisation, () => false, onError);
  searchIndex.follow(size);
  const forProofs = withoutLinesOf(head.name, note);
  return {
    ...{ config, organisation, abbreviation, origin, db, tiles, knownHead, streams, searchIndex, now },
    logKeys: policy.logs.filter(({ key }) => key.name === origin).map(({ key }) => key),
    policy: head.policy,
    witnessedPolicy: head.policy,
    witnesses: {
      states: outcome.witnesses.map(({ name, time }) => ({ name, size, time: time * 1000 })),
      witnessed: policy.quorum === 'none' ? undefined : { size, note: forProofs },
    },
    publisher: { newest: async () => ({ size, note }) },
    checkpointForProofs: async () => forProofs,
    filer: new NoticeReceipts({ tiles, knownHead, origin, abbreviation, sign: async () => forProofs }),
    metrics: createMetrics({ logSize: async () => size, streams: () => streams.count }),
    readHead: () => readHead(db),
    readRegister: async () => registers.newest.keys,
    readAdherence: async () => registers.newest.adherence,
    mirror: {
      ...{ reader: head.reader, size, takenIn },
      ...(head.name === undefined ? {} : { name: head.name }),
    },
  };
}

/** A proof is for readers who know the log and its witnesses, and need not know this mirror. */
function withoutLinesOf(name: string | undefined, checkpoint: Uint8Array): Uint8Array {
  const note = parseNote(checkpoint);
  if (!note.ok) throw new Error(`the mirror's checkpoint: ${note.code}`);
  const { text, signatures } = note.value;
  return encodeNote({ text, signatures: signatures.filter((line) => line.name !== name) });
}
