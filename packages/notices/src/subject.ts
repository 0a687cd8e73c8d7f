import { type FieldSchema, type FormSchema, listOf, type Measure, parsePointer } from '@rapport/measures';
import type { FiledNotice } from './filed-notice.ts';
import { newestOf, stepIn, valueAt } from './roles.ts';

/** What a thread is about, as its opener said it: a text or number as it stands, or a code of a list. */
export interface Subject {
  readonly value: string;
  /** The list whose code `value` is; of a participant's code `participants`. */
  readonly list?: string;
}

/**
 * What lists call a thread by: what its opening, as last corrected, says where the measure's `subject` points.
 *
 * @param thread - notices of one thread in log order, as far as the reader may see them; its corrections at least
 * @returns nothing where the reader sees no opening, where it is sealed or erased, or where it says nothing there
 */
export function subjectOf(measure: Measure, thread: readonly FiledNotice[]): Subject | undefined {
  const opening = thread.find(({ notice }) => notice.thread === undefined);
  if (opening === undefined || measure.subject === undefined) return undefined;
  const chain = newestOf(opening, measure, thread).toReversed();
  for (const filed of chain) {
    const said = listOf(measure.subject).flatMap((pointer) => saidAt(pointer, measure, filed));
    if (said[0] !== undefined) return said[0];
  }
  return undefined;
}

function saidAt(pointer: string, measure: Measure, filed: FiledNotice): Subject[] {
  const value = valueAt(filed.notice.answers, pointer);
  if (typeof value === 'number') return [{ value: String(value) }];
  if (typeof value !== 'string' || value.trim() === '') return [];
  const form = measure.forms[stepIn(measure, filed)?.form ?? ''];
  const field = form === undefined ? undefined : fieldAt(pointer, form);
  const list = field?.format === 'participant' ? 'participants' : field?.list;
  return [list === undefined ? { value } : { value, list }];
}

function fieldAt(pointer: string, form: FormSchema): FieldSchema | undefined {
  let field: FieldSchema | undefined = form;
  for (const name of parsePointer(pointer) ?? []) field = field?.properties?.[name];
  return field;
}
