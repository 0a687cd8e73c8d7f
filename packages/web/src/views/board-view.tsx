import { formatCount, type Measure } from '@rapport/measures';
import { useMeasureWords } from '../measure/measure-words.ts';
import { useWords } from '../wording/use-words.ts';
import { ThreadLink } from './thread-link.tsx';
import type { ThreadRow } from './threads.ts';

/** Threads in columns by the state that they are in, in the order of the measure's own steps. */
export function BoardView({ rows, measure }: { rows: readonly ThreadRow[]; measure: Measure }) {
  const { language } = useWords();
  const wording = useMeasureWords(measure);
  const known = measure.steps.flatMap(({ state, meanwhile }) => [meanwhile ?? [], state ?? []].flat());
  const states = [...new Set([...known, ...rows.map(({ state }) => state)])];
  return (
    <div className="board">
      {states.map((state) => {
        const own = rows.filter((row) => row.state === state);
        return (
          <section key={state} className="board-column">
            <h3>
              {wording.states[state] ?? state}{' '}
              <span className="soft">{formatCount(own.length, language)}</span>
            </h3>
            <ul className="rows">
              {own.map((row) => (
                <li key={row.opening.id}>
                  <ThreadLink row={row} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
