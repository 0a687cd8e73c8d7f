import type { LogNotice } from '@rapport/api';
import {
  bundlePath,
  type Checkpoint,
  encodeHex,
  findingOf,
  leafHash,
  parseBundle,
  parseEntry,
  parseUtf8,
  sha256,
  tileWidth,
  type WitnessTime,
  widthAt,
} from '@rapport/record';
import type { Progress } from '../io/progress.ts';
import type { FaultList } from '../verify/log/fault-list.ts';
import { judgeTimes } from '../verify/log/judge-times.ts';
import type { JudgedNotice, LogEntry, NoticeJudge } from '../verify/log/notice-judge.ts';
import { logFindings } from '../verify/log/wording.ts';
import type { ReportedFinding } from '../verify/report.ts';
import type { Part } from './folder.ts';
import { hashesOf, misplaced, type ReadTile, type TileTree } from './tile-tree.ts';
import { mirrorFindings } from './wording.ts';

/** Notices of one bundle, untrusted, or why there are none to judge. */
export type NoticesPart =
  | { readonly ok: true; readonly notices: readonly LogNotice[] }
  | { readonly ok: false; readonly finding: ReportedFinding };

/** Where the parts of a log come from: a server, or the folder of a mirror. Nothing in it is trusted. */
export interface MirrorSource {
  readonly tile: ReadTile;
  bundle(index: number, width: number): Promise<Part>;
  notices(index: number, width: number): Promise<NoticesPart>;
  attachment(id: string, sha256: string, size: number): Promise<Part>;
}

/** A bundle and all beside it, each verified, its signatures too. */
export interface SoundBundle {
  readonly index: number;
  readonly width: number;
  readonly tile: Uint8Array;
  readonly bundle: Uint8Array;
  readonly notices: readonly LogNotice[];
  readonly judged: readonly JudgedNotice[];
}

export interface MirrorWalk {
  readonly source: MirrorSource;
  readonly tree: TileTree;
  readonly checkpoint: Checkpoint;
  /** When witnesses saw this log, at which sizes. */
  readonly times: readonly WitnessTime[];
  readonly judge: NoticeJudge;
  readonly faults: FaultList;
  readonly progress: Progress;
  /** The first bundle to look at, and the time of the entry before it. */
  readonly from: { readonly bundle: number; readonly takenIn: number };
  readonly aheadCount: number;
  /** Whether the walk ends at the first thing wrong. Where parts are out of place it ends in any case. */
  readonly endsAtFault: boolean;
  /** Given each bundle in order once it is sound and nothing before it was found wrong, if the walk ends at faults. */
  readonly take: (sound: SoundBundle) => Promise<void>;
}

/**
 * Goes through a log bundle by bundle, each judged against the tiles above it: entries, times, notices, and
 * their signatures, which the platform's threads verify while the next bundle is read. Holds a few bundles.
 *
 * @returns whether the walk came to the end of the log; all that it found is in `walk.faults`
 */
export async function walkMirror(walk: MirrorWalk): Promise<boolean> {
  const { checkpoint, faults, progress, judge } = walk;
  const state = { takenIn: walk.from.takenIn };
  let waiting: SoundBundle | undefined;
  for await (const raw of readAhead(walk)) {
    const next = await judgePart(raw, walk, state); // the signatures of `waiting` are through now
    if (walk.endsAtFault && !faults.isEmpty) return false;
    if (waiting !== undefined) await walk.take(waiting);
    if (next === undefined) return false;
    waiting = next;
    progress.show(raw.index * tileWidth, checkpoint.size);
  }
  await judge.end();
  if (walk.endsAtFault && !faults.isEmpty) return false;
  if (waiting !== undefined) await walk.take(waiting);
  return faults.isEmpty || !walk.endsAtFault;
}

interface RawBundle {
  readonly index: number;
  readonly width: number;
  readonly tile: Part;
  readonly bundle: Part;
  readonly notices: NoticesPart;
}

async function* readAhead({ source, checkpoint, from, aheadCount }: MirrorWalk): AsyncGenerator<RawBundle> {
  const read = async (index: number): Promise<RawBundle> => {
    const width = widthAt(0, index, checkpoint.size);
    const [tile, bundle, notices] = await Promise.all([
      source.tile({ level: 0, index, width }),
      source.bundle(index, width),
      source.notices(index, width),
    ]);
    return { index, width, tile, bundle, notices };
  };
  const waiting: Promise<RawBundle>[] = [];
  const count = Math.ceil(checkpoint.size / tileWidth);
  for (let index = from.bundle; index < count; index += 1) {
    const raw = read(index);
    raw.catch(() => undefined); // whoever waits for it hears of it
    waiting.push(raw);
    if (waiting.length > aheadCount) yield (await waiting.shift()) as RawBundle;
  }
  for (const raw of waiting) yield await raw;
}

/** @returns `undefined` where the log itself is not as its checkpoint says: nothing behind can be judged by it */
async function judgePart(
  raw: RawBundle,
  { tree, judge, faults, times }: MirrorWalk,
  state: { takenIn: number },
): Promise<SoundBundle | undefined> {
  const { index, width } = raw;
  const tile = await tree.judge(index, raw.tile);
  if (!tile.ok) faults.add('tiles', tile.finding);
  const bundle = readBundle(raw, faults);
  if (!tile.ok || bundle === undefined) return undefined;
  const wrong = misplaced(bundle.map(leafHash), hashesOf(tile.bytes));
  if (wrong !== undefined) {
    const at = index * tileWidth + wrong.at;
    faults.add('entries', wrong.isMoved ? mirrorFindings.entryMoved(at) : mirrorFindings.entryDiffers(at));
    return undefined;
  }
  const entries = readEntries(bundle, index * tileWidth, faults, state);
  if (entries !== undefined) judgeTimes(entries, times, faults);
  if (!raw.notices.ok) faults.add('notice', raw.notices.finding);
  if (entries === undefined || !raw.notices.ok || !raw.bundle.ok) return undefined;
  const { notices } = raw.notices;
  const judged = await judge.judge(notices, entries);
  return { index, width, tile: tile.bytes, bundle: raw.bundle.bytes, notices, judged };
}

function readBundle({ index, width, bundle }: RawBundle, faults: FaultList): Uint8Array[] | undefined {
  if (!bundle.ok) {
    faults.add('entries', bundle.finding);
    return undefined;
  }
  const parsed = parseBundle(bundle.bytes, width);
  if (parsed.ok) return parsed.value;
  faults.add('entries', { ...findingOf(parsed), detail: bundlePath(index, width) });
  return undefined;
}

function readEntries(
  bundle: readonly Uint8Array[],
  first: number,
  faults: FaultList,
  state: { takenIn: number },
): LogEntry[] | undefined {
  const entries: LogEntry[] = [];
  for (const [i, bytes] of bundle.entries()) {
    const index = first + i;
    const entry = parseEntry(bytes);
    if (!entry.ok) {
      faults.add('entries', { code: entry.code, detail: String(index) });
      return undefined;
    }
    if (entry.value.takenIn < state.takenIn) faults.add('order', logFindings.timeGoesBack(index));
    state.takenIn = Math.max(state.takenIn, entry.value.takenIn);
    entries.push({ index, text: parseUtf8(bytes) ?? '', entry: entry.value });
  }
  return entries;
}

/** Attachments asked for at the same time: each may have ten megabytes. */
const attachmentsAtOnce = 4;

/**
 * Reads the attachments that notices name and judges them by size and hash.
 *
 * @param take - given each that is the one named, as soon as it is known to be
 */
export async function judgeAttachments(
  judged: readonly JudgedNotice[],
  source: MirrorSource,
  faults: FaultList,
  take: (sha256: string, bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const named = judged.flatMap(({ index, signed }) =>
    signed.notice.attachments.map((attachment) => ({ index, id: signed.id, ...attachment })),
  );
  for (let at = 0; at < named.length; at += attachmentsAtOnce) {
    const some = named.slice(at, at + attachmentsAtOnce);
    await Promise.all(
      some.map(async ({ index, id, sha256: hash, size }) => {
        const part = await source.attachment(id, hash, size);
        if (!part.ok && part.finding.code === 'mirror-file-missing')
          faults.add('attachment', mirrorFindings.attachmentMissing(hash, index));
        else if (!part.ok) faults.add('attachment', part.finding);
        else if (part.bytes.length !== size || encodeHex(sha256(part.bytes)) !== hash)
          faults.add('attachment', mirrorFindings.attachmentDiffers(hash, index));
        else await take(hash, part.bytes);
      }),
    );
  }
}
