import { Instant } from '../ui/instant.tsx';
import { StateTag, ThreadLink } from './thread-link.tsx';
import type { ThreadRow } from './threads.ts';

/** Threads, newest first. */
export function ListView({ rows }: { rows: readonly ThreadRow[] }) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.opening.id} className="stack tight">
          <p>
            <ThreadLink row={row} /> <StateTag row={row} />
          </p>
          <p className="soft small">
            <Instant at={row.opening.takenIn} />
          </p>
        </li>
      ))}
    </ul>
  );
}
