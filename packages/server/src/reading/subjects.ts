import type { Subject } from '@rapport/api';
import type { Measure } from '@rapport/measures';
import { type FiledNotice, type Reader, subjectOf } from '@rapport/notices';
import { encodeHex, parseNotice } from '@rapport/record';
import type { Queryable } from '../db/connect.ts';
import { idBytes } from '../filing/filing-queries.ts';
import { visibleSql, visibleTo } from './visible.ts';

interface SaidRow {
  index: number;
  id: Buffer;
  taken_in: number;
  thread: Buffer;
  note: Buffer;
}

/** The longest subject that a list gives, in characters; the thread itself has all of it. */
const charactersMax = 160;

/** Something of a list that stands in a thread. */
interface InThread {
  readonly thread: string;
  readonly subject?: Subject;
}

/**
 * Says of each thing in a list what its thread is about. It is read from notices that the reader may see, and from no
 * others: a thread whose opening is not for the reader has no subject.
 *
 * @param measureOf - the edition that the thread was opened under; `undefined` where the platform does not hold it
 */
export async function withSubjects<T extends InThread>(
  db: Queryable,
  reader: Reader,
  items: readonly T[],
  measureOf: (item: T) => Measure | undefined,
): Promise<T[]> {
  const threads = new Map<string, Measure>();
  for (const item of items) {
    const measure = measureOf(item);
    if (measure?.subject !== undefined) threads.set(item.thread, measure);
  }
  const said = await readSaid(db, reader, threads);
  return items.map((item) => {
    const measure = threads.get(item.thread);
    const subject = measure === undefined ? undefined : subjectOf(measure, said.get(item.thread) ?? []);
    return subject === undefined ? item : { ...item, subject: shortened(subject) };
  });
}

function shortened(subject: Subject): Subject {
  const characters = Array.from(subject.value);
  if (characters.length <= charactersMax) return subject;
  return { ...subject, value: `${characters.slice(0, charactersMax - 1).join('')}…` };
}

/** The openings of some threads, and what corrected them. */
async function readSaid(
  db: Queryable,
  reader: Reader,
  threads: ReadonlyMap<string, Measure>,
): Promise<ReadonlyMap<string, FiledNotice[]>> {
  const byThread = new Map<string, FiledNotice[]>();
  if (threads.size === 0) return byThread;
  const steps = [...threads.values()].flatMap((measure) => measure.steps.filter(changesSubject));
  const { rows } = await db.query<SaidRow>({
    name: `subjects-for-${reader === 'public' ? 'public' : 'participant'}`,
    text: `select n.index, n.id, n.taken_in, n.thread, b.note from notices n join notes b using (index)
      where n.thread = any($1::bytea[]) and ${visibleSql(reader, 2)} and n.step = any($3::text[]) order by n.index`,
    values: [[...threads.keys()].map(idBytes), visibleTo(reader), [...new Set(steps.map(({ id }) => id))]],
  });
  for (const row of rows) {
    const thread = encodeHex(row.thread);
    byThread.set(thread, [...(byThread.get(thread) ?? []), ...filedOf(row)]);
  }
  return byThread;
}

function changesSubject({ after, corrects }: Measure['steps'][number]): boolean {
  return after === undefined || corrects === true;
}

function filedOf({ index, taken_in: takenIn, note }: SaidRow): FiledNotice[] {
  const parsed = parseNotice(note);
  return parsed.ok ? [{ index, takenIn, id: parsed.value.id, notice: parsed.value.notice }] : [];
}
