import type { View } from '@rapport/measures';
import { Tallies } from './tallies.tsx';
import { StateTag, ThreadLink } from './thread-link.tsx';
import { saidAt, type ThreadRow } from './threads.ts';

type Decision = Extract<View, { view: 'decision' }>;

function questionOf(row: ThreadRow, { question }: Decision): string {
  const said = saidAt(row, question);
  return typeof said === 'string' ? said : '';
}

/** The text put to a decision, and the replies counted. */
export function DecisionView({ rows, view }: { rows: readonly ThreadRow[]; view: Decision }) {
  return rows.map((row) => (
    <section key={row.opening.id} className="section">
      <p className="lead" dir="auto">
        {questionOf(row, view)}
      </p>
      <p>
        <ThreadLink row={row} /> <StateTag row={row} />
      </p>
      <Tallies measure={row.measure} letters={row.letters} />
    </section>
  ));
}
