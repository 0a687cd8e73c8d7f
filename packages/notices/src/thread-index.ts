import type { FiledNotice } from './filed-notice.ts';

/** A thread by what each notice follows and by the steps taken: found at once, however long the thread is. */
export interface ThreadIndex {
  readonly size: number;
  /** By the id that they follow, in log order. */
  readonly following: ReadonlyMap<string, readonly FiledNotice[]>;
  /** By step, in log order. */
  readonly taken: ReadonlyMap<string, readonly FiledNotice[]>;
}

const known = new WeakMap<readonly FiledNotice[], ThreadIndex>();

/** The index of a thread, made once for each list of notices. */
export function threadIndex(thread: readonly FiledNotice[]): ThreadIndex {
  const found = known.get(thread);
  if (found !== undefined && found.size === thread.length) return found;
  const following = new Map<string, FiledNotice[]>();
  const taken = new Map<string, FiledNotice[]>();
  for (const filed of thread) {
    put(taken, filed.notice.step, filed);
    if (filed.notice.after !== undefined) put(following, filed.notice.after, filed);
  }
  const index = { size: thread.length, following, taken };
  known.set(thread, index);
  return index;
}

function put(lists: Map<string, FiledNotice[]>, key: string, filed: FiledNotice): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [filed]);
  else list.push(filed);
}

/** What follows a notice directly, in log order. */
export function followingOf(thread: readonly FiledNotice[], id: string): readonly FiledNotice[] {
  return threadIndex(thread).following.get(id) ?? [];
}

/** The notices with which some steps were taken, in log order. */
export function takingsOf(thread: readonly FiledNotice[], steps: readonly string[]): readonly FiledNotice[] {
  const { taken } = threadIndex(thread);
  const [first, ...others] = steps.map((step) => taken.get(step) ?? []);
  if (others.length === 0) return first ?? [];
  return [first ?? [], ...others].flat().sort((a, b) => a.index - b.index);
}
