import type { View } from '@rapport/measures';
import { SaveContact } from '../contacts/save-contact.tsx';
import { useNames } from '../exchange/names.ts';
import { AnswerList, useAnswerRows } from '../measure/answers-view.tsx';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { newestWords, type ThreadRow } from './threads.ts';

type Directory = Extract<View, { view: 'directory' }>;

/** One current card of each participant: its newest opening, as it was last corrected. */
export function DirectoryView({ rows, view }: { rows: readonly ThreadRow[]; view: Directory }) {
  const names = useNames();
  const newest = new Map<string, ThreadRow>();
  for (const row of rows.toReversed()) newest.set(row.opening.notice.participant, row);
  return (
    <ul className="rows">
      {names.sorted(newest.keys()).map((code) => {
        const row = newest.get(code);
        return row === undefined ? null : <Card key={code} row={row} view={view} />;
      })}
    </ul>
  );
}

function Card({ row, view }: { row: ThreadRow; view: Directory }) {
  const { notice } = newestWords(row);
  const answers = useAnswerRows(row.measure, notice.step, notice.answers);
  const shown = answers.filter(({ pointer }) => view.card.includes(pointer));
  return (
    <li className="stack tight">
      <p>
        <ThreadLink row={row} /> <StateTag row={row} />
      </p>
      <AnswerList rows={shown} />
      <SaveContact row={row} answers={shown} />
    </li>
  );
}
