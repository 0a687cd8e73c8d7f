import type { LogNotice } from '@rapport/api';
import {
  bundlePath,
  type Checkpoint,
  emptyFrontier,
  equalBytes,
  type Frontier,
  findingOf,
  frontierRoot,
  growTree,
  leafHash,
  parseBundle,
  parseEntry,
  parseUtf8,
  type Tile,
  tilesOf,
  type WitnessTime,
} from '@rapport/record';
import type { Progress } from '../../io/progress.ts';
import type { FaultList } from './fault-list.ts';
import { judgeTimes } from './judge-times.ts';
import type { LogSource } from './log-source.ts';
import type { LogEntry, NoticeJudge } from './notice-judge.ts';
import type { SeenCheckpoint } from './seen.ts';
import { TileCompare } from './tile-compare.ts';
import { logFindings } from './wording.ts';

/** What a walk needs. `judge` and `notices` are absent where only the log itself is checked. */
export interface Walk {
  readonly source: LogSource;
  readonly checkpoint: Checkpoint;
  readonly seen: readonly SeenCheckpoint[];
  /** When witnesses saw this log, at which sizes. */
  readonly times: readonly WitnessTime[];
  readonly faults: FaultList;
  readonly progress: Progress;
  readonly reader?: {
    readonly judge: NoticeJudge;
    readonly notices: (first: number, count: number) => Promise<LogNotice[] | undefined>;
  };
}

/** Bundles asked for before they are needed. */
const aheadCount = 3;

/**
 * Goes through a log from its first entry to its last, a bundle at a time: makes the root from the
 * entries alone, compares tiles, times and earlier checkpoints on the way, and has the notices judged.
 * Memory does not grow with the log.
 *
 * @param walk - its checkpoint is verified: it alone says how far to go. Everything found is in its `faults`
 */
export async function walkLog(walk: Walk): Promise<void> {
  const { checkpoint, faults, progress } = walk;
  const state: State = { frontier: emptyFrontier, takenIn: 0, tiles: new TileCompare(walk.source, faults) };
  for await (const part of readAhead(walk)) {
    if (!(await takePart(part, walk, state))) break;
    progress.show(state.frontier.size, checkpoint.size);
  }
  await state.tiles.end();
  await walk.reader?.judge.end();
  finish(walk, state);
}

interface State {
  frontier: Frontier;
  takenIn: number;
  readonly tiles: TileCompare;
}

/** One bundle, what stands beside it, and the notices of its entries. */
interface Part {
  readonly tile: Tile;
  readonly bundle: Uint8Array | undefined;
  readonly hashes: Uint8Array | undefined;
  readonly notices: LogNotice[] | undefined;
}

async function* readAhead({ source, checkpoint, reader }: Walk): AsyncGenerator<Part> {
  const tiles = tilesOf(checkpoint.size).filter(({ level }) => level === 0);
  const read = async (tile: Tile): Promise<Part> => {
    const [bundle, hashes, notices] = await Promise.all([
      source.bundle(tile.index, tile.width),
      source.tile(tile),
      reader?.notices(tile.index * 256, tile.width),
    ]);
    return { tile, bundle, hashes, notices };
  };
  const waiting: Promise<Part>[] = [];
  for (const tile of tiles) {
    const part = read(tile);
    part.catch(() => undefined); // whoever waits for it hears of it
    waiting.push(part);
    if (waiting.length > aheadCount) yield (await waiting.shift()) as Part;
  }
  for (const part of waiting) yield await part;
}

/** @returns false where the walk cannot go on */
async function takePart(part: Part, walk: Walk, state: State): Promise<boolean> {
  const { faults, reader } = walk;
  const bundle = readBundle(part, faults);
  if (bundle === undefined) return false;
  const entries = readEntries(bundle, part.tile.index * 256, faults, state);
  if (entries !== undefined) judgeTimes(entries, walk.times, faults);
  const leaves = bundle.map(leafHash);
  state.tiles.compareLeaves(part.tile.index, leaves, part.hashes);
  compareSeen(walk, state.frontier, leaves);
  const grown = growTree(state.frontier, leaves);
  state.frontier = grown.frontier;
  await state.tiles.add(grown.tileHashes);
  if (reader === undefined || entries === undefined) return true;
  if (part.notices === undefined) faults.miss('notice', 'measure', 'signature');
  else await reader.judge.judge(part.notices, entries);
  return true;
}

function readBundle({ tile, bundle }: Part, faults: FaultList): Uint8Array[] | undefined {
  const path = bundlePath(tile.index, tile.width);
  if (bundle === undefined) {
    faults.add('entries', logFindings.partMissing(path));
    return undefined;
  }
  const parsed = parseBundle(bundle, tile.width);
  if (parsed.ok) return parsed.value;
  faults.add('entries', { ...findingOf(parsed), detail: path });
  return undefined;
}

/** The entries of a bundle; `undefined` where one has another form, for then no notice can be judged by it. */
function readEntries(
  bundle: readonly Uint8Array[],
  first: number,
  faults: FaultList,
  state: State,
): LogEntry[] | undefined {
  const entries: LogEntry[] = [];
  for (const [i, bytes] of bundle.entries()) {
    const index = first + i;
    const entry = parseEntry(bytes);
    if (!entry.ok) {
      faults.add('entries', { code: entry.code, detail: String(index) });
      continue;
    }
    if (entry.value.takenIn < state.takenIn) faults.add('order', logFindings.timeGoesBack(index));
    state.takenIn = Math.max(state.takenIn, entry.value.takenIn);
    entries.push({ index, text: parseUtf8(bytes) ?? '', entry: entry.value });
  }
  if (entries.length === bundle.length) return entries;
  faults.miss('notice', 'measure', 'signature');
  return undefined;
}

function compareSeen({ seen, faults }: Walk, frontier: Frontier, leaves: Uint8Array[]): void {
  for (const { path, size, root } of seen) {
    if (size <= frontier.size || size > frontier.size + leaves.length) continue;
    const then = growTree(frontier, leaves.slice(0, size - frontier.size));
    if (!equalBytes(then.root, root)) faults.add('seen', logFindings.seenDiffers(path, size));
  }
}

function finish({ checkpoint, seen, faults, reader }: Walk, { frontier }: State): void {
  const longer = seen.filter(({ size }) => size > checkpoint.size);
  for (const { path, size } of longer) faults.add('seen', logFindings.seenLonger(path, size));
  if (frontier.size < checkpoint.size) {
    faults.miss('order', 'tiles', 'root', 'seen', 'notice', 'measure', 'signature');
    return;
  }
  if (!equalBytes(frontierRoot(frontier), checkpoint.root))
    faults.add('root', logFindings.rootDiffers(checkpoint.size));
  faults.see('entries', String(frontier.size));
  if (reader !== undefined && !faults.has('notice'))
    faults.see('notice', `${reader.judge.count} / ${frontier.size}`);
}
