import { fieldsOf } from '../check-wording.ts';
import type { FieldSchema, FormSchema, Measure, View } from '../language.ts';
import { orderOf } from '../place.ts';
import { parsePointer, under } from '../pointer.ts';
import { diffLists, diffWords, isSame, type MeasureChange } from './changes.ts';

/** What every measure says of itself in one value each. */
const PLAIN = ['dimension', 'area', 'catalogue', 'source', 'status', 'opensTo'] as const;

/** What of a field is told by other changes than `field-changed`. */
const TOLD_OTHERWISE = new Set(['properties', 'items', 'required', 'order', 'enum', 'additionalProperties']);

/**
 * What changed from one edition of a measure to another.
 *
 * @param before - as `parseOrganisation` gives it, as is `after`: the hashes are trusted
 * @returns each change with its place; empty only where both have one hash. `at` is a pointer in which steps,
 *   clocks and forms go by id, fields by their escaped pointer: `/forms/notice/~1start/maximum`
 */
export function diffMeasures(before: Measure, after: Measure): MeasureChange[] {
  const changes = [
    ...diffWords('edition-changed', '', pick(before, ['edition']), pick(after, ['edition'])),
    ...diffWords('definition-changed', '', pick(before, PLAIN), pick(after, PLAIN)),
    ...diffLists('audience', '/audience', before.audience, after.audience),
    ...diffById('step', '/steps', before.steps, after.steps),
    ...diffById('clock', '/clocks', before.clocks, after.clocks),
    ...diffViews(before.shows, after.shows),
    ...diffForms(before.forms, after.forms),
    ...diffTexts('/wording', textsOf(before.wording), textsOf(after.wording)),
  ];
  if (changes.length > 0 || before.hash === after.hash) return changes;
  return [{ code: 'notation-changed', at: '' }];
}

function pick(measure: Measure, names: readonly (keyof Measure)[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, measure[name]]));
}

type Identified = { readonly id: string };

/** Steps or clocks: added, removed, changed word by word, and put in another order. */
function diffById(
  kind: 'step' | 'clock',
  at: string,
  before: readonly Identified[],
  after: readonly Identified[],
): MeasureChange[] {
  const [old, now] = [byId(before), byId(after)];
  return [
    ...before.filter(({ id }) => !now.has(id)).map((one) => removed(kind, under(at, one.id), one)),
    ...after.flatMap((one): MeasureChange[] => {
      const former = old.get(one.id);
      return former === undefined
        ? [added(kind, under(at, one.id), one)]
        : diffWords(`${kind}-changed`, under(at, one.id), former, one);
    }),
    ...diffOrder(`${kind}s-reordered`, at, [...old.keys()], [...now.keys()]),
  ];
}

function byId<One extends Identified>(items: readonly One[]): Map<string, One> {
  return new Map(items.map((item) => [item.id, item]));
}

type Addable = 'step' | 'clock' | 'view' | 'form' | 'field' | 'wording';

function added(kind: Addable, at: string, after: unknown): MeasureChange {
  return { code: `${kind}-added`, at, after };
}

function removed(kind: Addable, at: string, before: unknown): MeasureChange {
  return { code: `${kind}-removed`, at, before };
}

type Reordering = 'steps-reordered' | 'clocks-reordered' | 'fields-reordered' | 'options-reordered';

/** One change where the names that both have stand in another order. */
function diffOrder(
  code: Reordering,
  at: string,
  before: readonly string[],
  after: readonly string[],
): MeasureChange[] {
  const old = before.filter((name) => after.includes(name));
  const now = after.filter((name) => before.includes(name));
  return isSame(old, now) ? [] : [{ code, at, before: old, after: now }];
}

/** Views of one kind are taken for the same view, changed, in the order in which they stand. */
function diffViews(before: readonly View[], after: readonly View[]): MeasureChange[] {
  const gone = before.filter((view) => !after.some((other) => isSame(view, other)));
  const changes: MeasureChange[] = [];
  for (const view of after.filter((one) => !before.some((other) => isSame(one, other)))) {
    const at = under('/shows', view.view);
    const place = gone.findIndex((other) => other.view === view.view);
    const [former] = place < 0 ? [] : gone.splice(place, 1);
    changes.push(
      ...(former === undefined ? [added('view', at, view)] : diffWords('view-changed', at, former, view)),
    );
  }
  return [...gone.map((view) => removed('view', under('/shows', view.view), view)), ...changes];
}

type Forms = Readonly<Record<string, FormSchema>>;

function diffForms(before: Forms, after: Forms): MeasureChange[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [
    ...[...old.keys()]
      .filter((name) => !now.has(name))
      .map((name) => removed('form', under('/forms', name), name)),
    ...[...now].flatMap(([name, form]) => {
      const at = under('/forms', name);
      const former = old.get(name);
      return [
        ...(former === undefined ? [added('form', at, name)] : []),
        ...diffForm(at, former ?? emptyForm, form),
      ];
    }),
  ];
}

const emptyForm: FormSchema = { type: 'object', properties: {}, additionalProperties: false };

function diffForm(at: string, before: FormSchema, after: FormSchema): MeasureChange[] {
  const [old, now] = [fieldsWithRoot(before), fieldsWithRoot(after)];
  return [
    ...[...old]
      .filter(([pointer]) => !now.has(pointer))
      .map(([pointer, { field }]) => removed('field', under(at, pointer), field)),
    ...[...now].flatMap(([pointer, { field, isRequired }]) => {
      const former = old.get(pointer);
      const place = pointer === '' ? at : under(at, pointer);
      if (former === undefined) {
        const required: MeasureChange[] = isRequired ? [{ code: 'field-required', at: place }] : [];
        return [added('field', place, field), ...required];
      }
      return [
        ...diffRequired(place, former.isRequired, isRequired),
        ...diffField(place, former.field, field),
      ];
    }),
  ];
}

interface Placed {
  readonly field: FieldSchema;
  readonly isRequired: boolean;
}

/** Every field by its pointer, the form itself as ``. */
function fieldsWithRoot(form: FormSchema): Map<string, Placed> {
  const fields = new Map<string, FieldSchema>([['', form], ...fieldsOf(form, '')]);
  return new Map(
    [...fields].map(([pointer, field]) => {
      const group = fields.get(pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))));
      const name = parsePointer(pointer)?.at(-1);
      return [pointer, { field, isRequired: name !== undefined && group?.required?.includes(name) === true }];
    }),
  );
}

function diffRequired(at: string, before: boolean, after: boolean): MeasureChange[] {
  if (before === after) return [];
  return [{ code: after ? 'field-required' : 'field-optional', at }];
}

function diffField(at: string, before: FieldSchema, after: FieldSchema): MeasureChange[] {
  const [old, now] = [before, after].map((field) =>
    Object.fromEntries(Object.entries(field).filter(([word]) => !TOLD_OTHERWISE.has(word))),
  );
  return [
    ...diffWords('field-changed', at, old ?? {}, now ?? {}),
    ...diffLists('option', at, before.enum ?? [], after.enum ?? []),
    ...diffOrder('options-reordered', at, before.enum ?? [], after.enum ?? []),
    ...diffOrder('fields-reordered', at, orderOf(before), orderOf(after)),
  ];
}

/** Every text of a wording by its pointer. */
function textsOf(value: unknown, at = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[at, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...textsOf(inner, under(at, name))]));
}

type Texts = ReadonlyMap<string, string>;

function diffTexts(at: string, before: Texts, after: Texts): MeasureChange[] {
  return [
    ...[...before]
      .filter(([place]) => !after.has(place))
      .map(([place, text]) => removed('wording', at + place, text)),
    ...[...after].flatMap(([place, text]): MeasureChange[] => {
      const former = before.get(place);
      if (former === undefined) return [added('wording', at + place, text)];
      return former === text
        ? []
        : [{ code: 'wording-changed', at: at + place, before: former, after: text }];
    }),
  ];
}
