import type { DraftContent } from '@rapport/api';
import type { Answer, Answers } from '@rapport/measures';

/** What a draft says, as it is kept for the office. */
export interface Words {
  readonly answers: Answers;
  readonly audience?: NonNullable<DraftContent['audience']>;
  readonly files: DraftContent['files'];
}

/** A place where two people wrote different things over the same words. What is absent was taken out, or never there. */
export interface Clash {
  /** A JSON pointer into the answers, or `audience`. */
  readonly at: string;
  readonly theirs?: Answer;
}

export interface Merged {
  readonly words: Words;
  /** Where `words` says what is mine and theirs is still to be looked at. */
  readonly clashes: readonly Clash[];
}

/** Where the audience clashes: no pointer of an answer begins so. */
export const audiencePlace = 'audience';

/**
 * Puts together what two people made of the same words, field by field. What one of them changed is taken; what both
 * changed alike is no clash; what both changed differently stays as it is in `mine` and is listed, for a person to choose.
 *
 * @param base - the words that both began from
 */
export function mergeDrafts(base: Words, mine: Words, theirs: Words): Merged {
  const clashes: Clash[] = [];
  const answers = mergeAnswers(
    { base: base.answers, mine: mine.answers, theirs: theirs.answers },
    '',
    clashes,
  );
  const audiences = { base: base.audience, mine: mine.audience, theirs: theirs.audience } as Three;
  const audience = merge(audiences, audiencePlace, clashes, 'whole') as Words['audience'];
  const files = mergeFiles(base.files, mine.files, theirs.files);
  return {
    words: { answers: (answers ?? {}) as Answers, files, ...(audience === undefined ? {} : { audience }) },
    clashes,
  };
}

interface Three {
  readonly base: Answer | undefined;
  readonly mine: Answer | undefined;
  readonly theirs: Answer | undefined;
}

function mergeAnswers(three: Three, at: string, clashes: Clash[]): Answer | undefined {
  return merge(three, at, clashes, 'parts');
}

function merge(three: Three, at: string, clashes: Clash[], how: 'whole' | 'parts'): Answer | undefined {
  const { base, mine, theirs } = three;
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine;
  if (isSame(mine, base)) return theirs;
  if (how === 'parts' && isGroup(mine) && isGroup(theirs))
    return mergeGroup(three, mine, theirs, at, clashes);
  if (how === 'parts' && Array.isArray(base) && isAlike(base, mine) && isAlike(base, theirs))
    return mine.map(
      (item, n) =>
        merge({ base: base[n], mine: item, theirs: theirs[n] }, `${at}/${n}`, clashes, 'parts') ?? item,
    );
  clashes.push(theirs === undefined ? { at } : { at, theirs });
  return mine;
}

function mergeGroup(three: Three, mine: Answers, theirs: Answers, at: string, clashes: Clash[]): Answers {
  const base = isGroup(three.base) ? three.base : {};
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const merged = [...names].flatMap((name): [string, Answer][] => {
    const of = { base: own(base, name), mine: own(mine, name), theirs: own(theirs, name) };
    const value = merge(of, `${at}/${name}`, clashes, 'parts');
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(merged);
}

function own(group: Answers, name: string): Answer | undefined {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}

function isGroup(value: Answer | undefined): value is Answers {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Lists in which nobody added or took out anything: item by item they are the same. */
function isAlike(base: readonly Answer[], other: Answer | undefined): other is Answer[] {
  return Array.isArray(other) && base.length === other.length;
}

/** Files are whole: what either added is there, what either took out is not. */
function mergeFiles(base: Words['files'], mine: Words['files'], theirs: Words['files']): Words['files'] {
  const has = (files: Words['files'], hash: string): boolean => files.some(({ sha256 }) => sha256 === hash);
  const kept = mine.filter(({ sha256 }) => has(theirs, sha256) || !has(base, sha256));
  const added = theirs.filter(({ sha256 }) => !has(base, sha256) && !has(mine, sha256));
  return [...kept, ...added];
}

/** Alike in every member, whatever their order. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : member,
  );
}
