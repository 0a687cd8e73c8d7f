import { formatDay, type View } from '@rapport/measures';
import { useWords } from '../wording/use-words.ts';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { saidAt, type ThreadRow } from './threads.ts';

type Calendar = Extract<View, { view: 'calendar' }>;

interface Entry {
  readonly row: ThreadRow;
  readonly from: string;
  readonly until: string | undefined;
}

/** Threads by the days that their openings name, month by month, the next first. */
export function CalendarView({ rows, view }: { rows: readonly ThreadRow[]; view: Calendar }) {
  const { language } = useWords();
  const entries = rows.flatMap((row) => entryOf(row, view)).sort((a, b) => (a.from < b.from ? 1 : -1));
  const months = [...new Set(entries.map(({ from }) => from.slice(0, 7)))];
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return months.map((month) => (
    <section key={month} className="section in-margin">
      <h3>{title.format(new Date(`${month}-01T00:00:00Z`))}</h3>
      <ul className="rows">
        {entries
          .filter(({ from }) => from.startsWith(month))
          .map(({ row, from, until }) => (
            <li key={row.opening.id} className="stack tight">
              <p className="figures">
                {formatDay(from.slice(0, 10), language)}
                {until !== undefined && ` – ${formatDay(until.slice(0, 10), language)}`}
              </p>
              <p>
                <ThreadLink row={row} /> <StateTag row={row} />
              </p>
            </li>
          ))}
      </ul>
    </section>
  ));
}

function entryOf(row: ThreadRow, { from, until }: Calendar): Entry[] {
  const [start, end] = [saidAt(row, from), until === undefined ? undefined : saidAt(row, until)];
  if (typeof start !== 'string') return [];
  return [{ row, from: start, until: typeof end === 'string' ? end : undefined }];
}
