import type { Measure } from '@rapport/measures';
import type { FiledNotice } from './filed-notice.ts';
import { stepIn } from './roles.ts';

/** What a letter does to the words of the one that it follows. */
export type ChangeKind = 'corrects' | 'adds' | 'withdraws';

/** Another letter, and what it does to this one or this one to it. */
export interface Mark<T extends FiledNotice> {
  readonly kind: ChangeKind;
  readonly letter: T;
}

/** What a letter changes, and what has changed it since, in log order. */
export interface Marks<T extends FiledNotice> {
  readonly changes?: Mark<T>;
  readonly changedBy: readonly Mark<T>[];
}

/** The chain of changes around one letter of a thread. */
export function marksOf<T extends FiledNotice>(letter: T, measure: Measure, letters: readonly T[]): Marks<T> {
  const kind = kindOf(letter, measure);
  const changed = kind === undefined ? undefined : letters.find(({ id }) => id === letter.notice.after);
  const changedBy = letters.flatMap((one): Mark<T>[] => {
    const does = one.notice.after === letter.id ? kindOf(one, measure) : undefined;
    return does === undefined ? [] : [{ kind: does, letter: one }];
  });
  return kind === undefined || changed === undefined
    ? { changedBy }
    : { changes: { kind, letter: changed }, changedBy };
}

function kindOf(letter: FiledNotice, measure: Measure): ChangeKind | undefined {
  const step = stepIn(measure, letter);
  return (['corrects', 'adds', 'withdraws'] as const).find((kind) => step?.[kind] === true);
}
