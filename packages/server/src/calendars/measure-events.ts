import { type Letter, readLetters } from '@rapport/api';
import type { Measure, View } from '@rapport/measures';
import {
  isEffective,
  isWithdrawn,
  newestOf,
  type PrintNames,
  type Reader,
  stepIn,
  subjectOf,
  threadState,
  valueAt,
} from '@rapport/notices';
import type { ReadingServer } from '../app.ts';
import { findMeasure } from '../organisation/views.ts';
import { readMeasureThreads } from '../reading/measure-threads.ts';
import type { CalendarItem } from './ics.ts';

type Calendar = Extract<View, { view: 'calendar' }>;

/** The most that one calendar holds: the threads opened last. */
export const itemsMax = 1000;
const pageThreads = 100;

/** The way in which a measure shows its threads by days; `undefined` where it does not. */
export function calendarOf(measure: Measure): Calendar | undefined {
  return measure.shows.find((one) => one.view === 'calendar');
}

/** What the openings of a measure's threads name days for, as last corrected and as far as the reader may see them. */
export async function measureEvents(
  server: ReadingServer,
  reader: Reader,
  id: string,
  names: PrintNames,
): Promise<CalendarItem[]> {
  const items: CalendarItem[] = [];
  let before: number | undefined = Number.MAX_SAFE_INTEGER;
  for (let read = 0; read < itemsMax && before !== undefined; read += pageThreads) {
    const query = { before, limit: pageThreads };
    const page: Awaited<ReturnType<typeof readMeasureThreads>> = await readMeasureThreads(
      server.db,
      reader,
      id,
      query,
      server.abbreviation,
    );
    for (const { notices } of page.threads) items.push(...eventOf(server, readLetters(notices), names));
    before = page.next;
  }
  return items;
}

function eventOf(
  { organisation }: ReadingServer,
  letters: readonly Letter[],
  names: PrintNames,
): CalendarItem[] {
  const [opening] = letters;
  const { id = '', edition = '' } = opening?.notice.measure ?? {};
  const measure = findMeasure(organisation, id, edition);
  const view = measure && calendarOf(measure);
  if (opening === undefined || opening.erased !== undefined) return [];
  if (measure === undefined || view === undefined) return [];
  const chain = newestOf(opening, measure, letters);
  const said = (pointer: string | undefined): Moment | undefined =>
    pointer === undefined
      ? undefined
      : momentOf(chain.map(({ notice }) => valueAt(notice.answers, pointer)).findLast(isSaid));
  const [start, end] = [said(view.from), said(view.until)];
  if (start === undefined) return [];
  const isSound = end !== undefined && end.isDay === start.isDay && end.at >= start.at;
  return [
    {
      uid: opening.id,
      title: titleOf(measure, letters, names),
      reference: opening.reference,
      thread: opening.id,
      start: start.at,
      ...(isSound ? { end: end.at } : start.isDay ? { end: start.at } : {}),
      isDays: start.isDay,
      isCancelled: isWithdrawn(opening, measure, letters),
      said: letters.at(-1)?.takenIn ?? opening.takenIn,
    },
  ];
}

/** What it is about; once it is closed, with the state that it is in: whether it takes place is for its reader to judge. */
function titleOf(measure: Measure, letters: readonly Letter[], names: PrintNames): string {
  const wording = names.pick(measure.wording);
  const subject = subjectOf(measure, letters);
  const about = subject?.list === undefined ? subject?.value : names.entry(subject.list, subject.value);
  const title = about ?? wording?.title ?? measure.id;
  const isClosed = letters.some(
    (one) => stepIn(measure, one)?.closes === true && isEffective(measure, letters, one),
  );
  const state = isClosed ? threadState(measure, letters) : undefined;
  return state === undefined ? title : `${title} (${wording?.states[state] ?? state})`;
}

const isSaid = (value: unknown): boolean => value !== undefined;

interface Moment {
  readonly at: Date;
  readonly isDay: boolean;
}

/** A day or an instant as answers say it. @param value - untrusted */
function momentOf(value: unknown): Moment | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T[0-9:.]{5,20}(Z|[+-]\d\d:\d\d))?$/.test(value))
    return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : { at, isDay: value.length === 10 };
}
