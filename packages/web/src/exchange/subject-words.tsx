import type { Subject } from '@rapport/api';
import { visibleControls } from '@rapport/measures';
import { useEntryNames } from './lists.ts';

/** What a thread is about, in the words of its opener or the name of what the opener chose. */
export function SubjectWords({ subject: { value, list } }: { subject: Subject }) {
  const nameOf = useEntryNames(list === undefined ? [] : [list]);
  return <bdi>{list === undefined ? visibleControls(value) : nameOf(list, value)}</bdi>;
}
