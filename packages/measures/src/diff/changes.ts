import { under } from '../pointer.ts';

/** Parts of a measure that may be added or taken out; those that may change in place; those in an order. */
type Part = Changing | 'audience' | 'option' | 'form';
type Changing = 'step' | 'clock' | 'view' | 'field' | 'wording';
type Ordered = 'steps' | 'clocks' | 'fields' | 'options';

/** Every way in which one edition of a measure can differ from another. */
export type MeasureChangeCode =
  | 'edition-changed'
  | 'definition-changed'
  | `${Part}-${'added' | 'removed'}`
  | `${Changing}-changed`
  | `${Ordered}-reordered`
  | 'field-required'
  | 'field-optional'
  | 'notation-changed';

/** One change, at a place of the measure. Of `before` and `after` that is left out which there is none of. */
export interface MeasureChange {
  readonly code: MeasureChangeCode;
  readonly at: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Whether two JSON values are one; the order of names in objects means nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** A change for each word that two objects say differently, or only one of them says. */
export function diffWords(
  code: MeasureChangeCode,
  at: string,
  before: object,
  after: object,
): MeasureChange[] {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((word) => !isSame(old.get(word), now.get(word)))
    .map((word) => ({
      code,
      at: under(at, word),
      ...(old.get(word) === undefined ? {} : { before: old.get(word) }),
      ...(now.get(word) === undefined ? {} : { after: now.get(word) }),
    }));
}

/** A change for each name that only one of two lists has. */
export function diffLists(
  kind: 'audience' | 'option',
  at: string,
  before: readonly string[],
  after: readonly string[],
): MeasureChange[] {
  const [gone, come] = [
    before.filter((one) => !after.includes(one)),
    after.filter((one) => !before.includes(one)),
  ];
  return [
    ...gone.map((one): MeasureChange => ({ code: `${kind}-removed`, at, before: one })),
    ...come.map((one): MeasureChange => ({ code: `${kind}-added`, at, after: one })),
  ];
}
