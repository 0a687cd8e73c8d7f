import type { PrintNames } from '@rapport/notices';
import type { ReadingServer } from '../app.ts';
import { readClockItems } from '../clocks/clock-queries.ts';
import { findMeasure } from '../organisation/views.ts';
import { visibleThreads } from '../reading/measure-threads.ts';
import { withSubjects } from '../reading/subjects.ts';
import type { CalendarItem } from './ics.ts';
import { itemsMax } from './measure-events.ts';

/** What a participant still owes by when, first due first, by notices that it may see. */
export async function ownDeadlines(
  server: ReadingServer,
  participant: string,
  names: PrintNames,
): Promise<CalendarItem[]> {
  const { db, organisation, abbreviation } = server;
  const now = server.now();
  const query = { side: 'owed', state: 'running', limit: itemsMax } as const;
  const { items } = await readClockItems(db, participant, query, now, abbreviation);
  const reader = { participant };
  const visible = await visibleThreads(
    db,
    reader,
    items.flatMap(({ thread, startedBy }) => [thread, startedBy]),
  );
  const shown = items.filter(({ thread, startedBy }) => visible.has(thread) && visible.has(startedBy));
  const measureOf = ({ measure, edition }: { measure: string; edition: string }) =>
    findMeasure(organisation, measure, edition);
  return (await withSubjects(db, reader, shown, measureOf)).map((item) => {
    const measure = measureOf(item);
    const wording = measure && names.pick(measure.wording);
    const { subject } = item;
    const about = subject?.list === undefined ? subject?.value : names.entry(subject.list, subject.value);
    return {
      uid: `${item.startedBy}.${item.clock}`,
      title: `${wording?.steps[item.step]?.title ?? item.step}: ${about ?? wording?.title ?? item.measure}`,
      reference: item.reference,
      thread: item.thread,
      start: new Date(item.due),
      isDays: false,
      isCancelled: false,
      said: now,
    };
  });
}
