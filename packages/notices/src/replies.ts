import {
  type FieldSchema,
  type FormSchema,
  groupOf,
  type MatchView,
  type Measure,
  orderOf,
  under,
} from '@rapport/measures';
import { mayReadFiled, type Reader } from './audience.ts';
import type { FiledNotice } from './filed-notice.ts';
import { newestOf, stepIn, valueAt, withdrawalOf } from './roles.ts';
import { takingsOf } from './thread-index.ts';

/** The replies of one step counted over a thread: of each participant the newest, as it was last corrected. */
export interface Tally {
  readonly step: string;
  /** Participants by the option they chose; every option of the form is there. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** Of those given, who has not replied. */
  readonly awaited: readonly string[];
}

/**
 * Counts the replies to what a thread asks.
 *
 * @param asked - who was asked, such as the enrolled participants: those who cannot read the opening are left out
 */
export function talliesOf(
  measure: Measure,
  thread: readonly FiledNotice[],
  asked: Iterable<string>,
): Tally[] {
  const opening = thread[0];
  if (opening === undefined) return [];
  const isAsked = (participant: string): boolean =>
    participant !== opening.notice.participant && mayReadFiled({ participant }, opening);
  const addressees = [...asked].filter(isAsked).sort();
  return measure.steps.flatMap(({ id, tally, form }) => {
    if (tally === undefined) return [];
    const replies = newestByParticipant(measure, thread, id);
    const options = optionsAt(measure.forms[form], tally);
    const chosen = new Map(options.map((option) => [option, [] as string[]]));
    for (const [participant, chain] of replies) {
      const said = chain
        .map(({ notice }) => valueAt(notice.answers, tally))
        .findLast((one) => one !== undefined);
      if (typeof said === 'string') chosen.get(said)?.push(participant);
    }
    return [{ step: id, chosen, awaited: addressees.filter((one) => !replies.has(one)) }];
  });
}

function optionsAt(form: FormSchema | undefined, pointer: string): readonly string[] {
  let field: FieldSchema | undefined = form;
  for (const name of pointer.split('/').slice(1)) field = field?.properties?.[name];
  return field?.enum ?? [];
}

function newestByParticipant(measure: Measure, thread: readonly FiledNotice[], step: string) {
  const replies = new Map<string, readonly FiledNotice[]>();
  for (const filed of takingsOf(thread, [step]))
    replies.set(filed.notice.participant, newestOf(filed, measure, thread));
  return replies;
}

/** What is needed, offered, accepted, delivered and confirmed of one item; `gap`: needed and not accepted. */
export interface MatchLine {
  readonly item: string;
  readonly needs: number;
  readonly offers: number;
  readonly accepts: number;
  readonly delivers: number;
  readonly confirms: number;
  readonly gap: number;
}

const PHASES = ['needs', 'offers', 'accepts', 'delivers', 'confirms'] as const;

/** Adds up the lines of every notice that still stands, by item, in the order in which items first came. */
export function matchOf(view: MatchView, measure: Measure, thread: readonly FiledNotice[]): MatchLine[] {
  const totals = new Map<string, Record<(typeof PHASES)[number], number>>();
  for (const filed of standing(measure, thread)) {
    for (const phase of PHASES.filter((one) => takes(view, one, filed, measure))) {
      for (const { item, quantity } of linesOf(view, filed)) {
        const total = totals.get(item) ?? { needs: 0, offers: 0, accepts: 0, delivers: 0, confirms: 0 };
        total[phase] += quantity;
        totals.set(item, total);
      }
    }
  }
  const settled = view.accepts === undefined ? 'offers' : 'accepts';
  return [...totals].map(([item, total]) => ({
    item,
    ...total,
    gap: Math.max(0, total.needs - total[settled]),
  }));
}

/** A correction counts for the step whose words it replaces: its form is the same. */
function takes(
  view: MatchView,
  phase: (typeof PHASES)[number],
  filed: FiledNotice,
  measure: Measure,
): boolean {
  const id = view[phase];
  if (id === undefined) return false;
  if (filed.notice.step === id) return true;
  const step = stepIn(measure, filed);
  const form = measure.steps.find((one) => one.id === id)?.form;
  return step?.corrects === true && step.form === form && step.after?.includes(id) === true;
}

/** What nobody has corrected or taken back since. */
function standing(measure: Measure, thread: readonly FiledNotice[]): FiledNotice[] {
  const gone = new Set(
    thread
      .filter((filed) => {
        const step = stepIn(measure, filed);
        return step?.corrects === true || step?.withdraws === true;
      })
      .map(({ notice }) => notice.after),
  );
  return thread.filter(({ id }) => !gone.has(id));
}

function linesOf({ lines, item, quantity }: MatchView, { notice }: FiledNotice) {
  const list = valueAt(notice.answers, lines);
  if (!Array.isArray(list)) return [];
  return list.flatMap((line: unknown) => {
    const [what, count] = [valueAt(line, under('', item)), valueAt(line, under('', quantity))];
    return typeof what === 'string' && typeof count === 'number' ? [{ item: what, quantity: count }] : [];
  });
}

/** What became of a notice: who corrected, added to or took back its words, in log order. */
export interface Chain {
  readonly corrections: readonly FiledNotice[];
  readonly additions: readonly FiledNotice[];
  /** When its sender took it back or erased it. */
  readonly withdrawal?: Pick<FiledNotice, 'takenIn'>;
}

/** The chain of changes of a notice, as far as the reader may see them. */
export function chainOf(
  first: FiledNotice,
  measure: Measure,
  thread: readonly FiledNotice[],
  reader: Reader,
): Chain {
  const seen = thread.filter((filed) => mayReadFiled(reader, filed));
  const versions = newestOf(first, measure, seen);
  const ids = new Set(versions.map(({ id }) => id));
  const on = seen.filter(({ notice }) => ids.has(notice.after ?? ''));
  const withdrawal = withdrawalOf(first, measure, seen);
  return {
    corrections: versions.slice(1),
    additions: on.filter((filed) => stepIn(measure, filed)?.adds === true),
    ...(withdrawal === undefined ? {} : { withdrawal }),
  };
}

/** One place in which two answers to a form differ; absent is `undefined`. */
export interface Difference {
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where answers differ, in the form's order: last year's against this year's, or a text against its correction. */
export function diffAnswers(form: FieldSchema, before: unknown, after: unknown, at = ''): Difference[] {
  if (isGroup(before) && isGroup(after)) {
    const group = groupOf(form);
    return orderOf(group).flatMap((name) => {
      const member = group.properties?.[name];
      return member === undefined ? [] : diffAnswers(member, before[name], after[name], under(at, name));
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && form.items !== undefined) {
    const { items } = form;
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => diffAnswers(items, before[i], after[i], under(at, i))).flat();
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ at, before, after }];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
