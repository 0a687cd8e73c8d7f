import type { Examples } from './examples.ts';
import { Reference } from './facts.tsx';
import { Row } from './row.tsx';

export const row: Examples = {
  title: 'Row of a register',
  examples: [
    {
      state: 'normal, new, long text',
      draw: ({ id, short, long, names }) => (
        <ul className="rows">
          <li>
            <Row
              title={<a href={`#${id}`}>{short}</a>}
              about={
                <>
                  {names[0]} · <Reference>CLS/NOT/QR/2026/0048</Reference>
                </>
              }
              aside={<time className="figures">2027-03-01 14:05</time>}
            />
          </li>
          <li className="notice-row new">
            <Row
              title={
                <>
                  <a href={`#${id}`}>{short}</a> <span className="tag sound">{names[1]}</span>
                </>
              }
              about={names[2]}
              aside={<time className="figures">2027-03-01 14:05</time>}
            />
          </li>
          <li>
            <Row title={<a href={`#${id}`}>{long}</a>} about={long} aside={names[3]} />
          </li>
        </ul>
      ),
    },
    {
      state: 'empty',
      draw: ({ id, sentence, short }) => (
        <div className="empty">
          <p>{sentence}</p>
          <p>
            <a href={`#${id}`}>{short}</a>
          </p>
        </div>
      ),
    },
  ],
};
