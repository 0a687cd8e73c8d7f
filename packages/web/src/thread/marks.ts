import type { Measure } from '@rapport/measures';
import { stepIn } from '@rapport/notices';
import type { Letter } from '../exchange/filed.ts';

/** What a letter does to the words of the one that it follows. */
export type ChangeKind = 'corrects' | 'adds' | 'withdraws';

/** Another letter, and what it does to this one or this one to it. */
export interface Mark {
  readonly kind: ChangeKind;
  readonly letter: Letter;
}

/** What a letter changes, and what has changed it since, in log order. */
export interface Marks {
  readonly changes?: Mark;
  readonly changedBy: readonly Mark[];
}

/** The chain of changes around one letter of a thread. */
export function marksOf(letter: Letter, measure: Measure, letters: readonly Letter[]): Marks {
  const kind = kindOf(letter, measure);
  const changed = kind === undefined ? undefined : letters.find(({ id }) => id === letter.notice.after);
  const changedBy = letters.flatMap((one): Mark[] => {
    const does = one.notice.after === letter.id ? kindOf(one, measure) : undefined;
    return does === undefined ? [] : [{ kind: does, letter: one }];
  });
  return kind === undefined || changed === undefined
    ? { changedBy }
    : { changes: { kind, letter: changed }, changedBy };
}

function kindOf(letter: Letter, measure: Measure): ChangeKind | undefined {
  const step = stepIn(measure, letter);
  return (['corrects', 'adds', 'withdraws'] as const).find((kind) => step?.[kind] === true);
}
