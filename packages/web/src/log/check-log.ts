import { paths } from '@rapport/api';
import {
  type Checkpoint,
  checkConsistency,
  checkPolicy,
  createSuite,
  equalBytes,
  type PolicyOutcome,
  proveConsistency,
  rootFromTiles,
  witnessTimes,
} from '@rapport/record';
import { get, set } from 'idb-keyval';
import { client } from '../exchange/client.ts';
import { subtle } from '../sign-in/office-keys.ts';
import { checkTimes } from './check-times.ts';
import { logTiles } from './log-tiles.ts';
import { type Pinned, readPinnedPolicy } from './pinned-policy.ts';

/** How the newest checkpoint stands to the last one that this browser believed. */
export type Continuity =
  | { readonly kind: 'first' }
  | { readonly kind: 'extends'; readonly from: number }
  | { readonly kind: 'behind'; readonly from: number }
  | { readonly kind: 'two-histories'; readonly from: number };

/** What this browser found out about the log by itself. */
export interface LogCheck {
  readonly pinned: Pinned;
  readonly outcome: PolicyOutcome;
  readonly text: string;
  /** Whether the tiles give the root that the checkpoint signs; absent where the checkpoint cannot be believed. */
  readonly rootMatches?: boolean;
  readonly continuity?: Continuity;
  /** Whether entries' times fit what witnesses saw; absent where no witness is known. */
  readonly timesFit?: boolean;
}

const suite = createSuite(subtle);

/**
 * Fetches the newest checkpoint and checks it: its signatures by the kept keys, its root from the tiles,
 * and that it extends the last checkpoint believed here. Only one that passes all is remembered.
 */
export async function checkLog(origin: string): Promise<LogCheck> {
  const pinned = await readPinnedPolicy(origin);
  const bytes = await client.bytes(paths.checkpoint);
  const outcome = await checkPolicy(pinned.policy, bytes, suite);
  const text = new TextDecoder().decode(bytes);
  const { checkpoint } = outcome;
  if (checkpoint === undefined || outcome.findings.length > 0) return { pinned, outcome, text };
  const root = await rootFromTiles(logTiles(), checkpoint.size);
  const rootMatches = root.ok && equalBytes(root.value, checkpoint.root);
  const continuity = await compareWithLast(origin, checkpoint);
  const isSound = rootMatches && (continuity.kind === 'first' || continuity.kind === 'extends');
  if (isSound) await set(placeOf(origin), checkpoint);
  const timesFit = isSound ? await checkTimes(checkpoint, witnessTimes(outcome)) : undefined;
  return {
    ...{ pinned, outcome, text, rootMatches, continuity },
    ...(timesFit === undefined ? {} : { timesFit }),
  };
}

const placeOf = (origin: string): string => `checkpoint/${origin}`;

async function compareWithLast(origin: string, now: Checkpoint): Promise<Continuity> {
  const last = await get<Checkpoint>(placeOf(origin));
  if (last === undefined || last.size === 0) return { kind: 'first' };
  const [old, newer] = last.size <= now.size ? [last, now] : [now, last];
  const from = last.size;
  if (old.size === 0) return { kind: 'behind', from };
  const proof = await proveConsistency(logTiles(), old.size, newer.size).catch(() => undefined);
  if (proof === undefined || !proof.ok)
    return last.size > now.size ? { kind: 'behind', from } : { kind: 'two-histories', from };
  const claim = {
    oldSize: old.size,
    newSize: newer.size,
    oldRoot: old.root,
    newRoot: newer.root,
    proof: proof.value,
  };
  if (checkConsistency(claim).length > 0) return { kind: 'two-histories', from };
  return { kind: last.size > now.size ? 'behind' : 'extends', from };
}
