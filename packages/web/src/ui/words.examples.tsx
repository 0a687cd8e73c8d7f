import { ErrorSummary } from './error-summary.tsx';
import type { Examples } from './examples.ts';
import { Fact, Facts, Reference } from './facts.tsx';
import { Verdict } from './verdict.tsx';

export const tag: Examples = {
  title: 'Tag',
  examples: [
    {
      state: 'plain, sound, fault, soft',
      draw: ({ names }) => (
        <p>
          <span className="tag">{names[0]}</span> <span className="tag sound">{names[1]}</span>{' '}
          <span className="tag fault">{names[2]}</span> <span className="tag soft">{names[3]}</span>
        </p>
      ),
    },
  ],
};

export const strip: Examples = {
  title: 'Strip',
  examples: [
    { state: 'to know', draw: ({ sentence }) => <p className="strip">{sentence}</p> },
    { state: 'alarm', draw: ({ sentence }) => <p className="strip alarm">{sentence}</p> },
    { state: 'long text', draw: ({ long }) => <p className="strip">{long}</p> },
  ],
};

export const facts: Examples = {
  title: 'Facts',
  examples: [
    {
      state: 'normal, long text',
      draw: ({ short, sentence, long }) => (
        <Facts>
          <Fact label={short}>{sentence}</Fact>
          <Fact label={short}>
            <Reference>CLS/NOT/QR/2026/0048</Reference>
          </Fact>
          <Fact label={long}>{long}</Fact>
        </Facts>
      ),
    },
  ],
};

export const errorSummary: Examples = {
  title: 'What is to be mended',
  examples: [
    {
      state: 'error',
      draw: ({ id, sentence, long }) => (
        <ErrorSummary items={[{ sentence, target: id }, { sentence: long }]} round={0} />
      ),
    },
  ],
};

export const verdict: Examples = {
  title: 'Outcome of a check',
  examples: [
    {
      state: 'passed, failed',
      draw: ({ sentence, long }) => (
        <ul className="rows">
          <Verdict passed title={sentence} />
          <Verdict passed={false} title={sentence}>
            {long}
          </Verdict>
        </ul>
      ),
    },
  ],
};

export const table: Examples = {
  title: 'Table',
  note: 'Where there is no room, each line stands as a record.',
  examples: [
    {
      state: 'normal',
      draw: ({ short, names, sentence }) => (
        <div className="table records">
          <table>
            <thead>
              <tr>
                <th scope="col">{names[0]}</th>
                <th scope="col">{short}</th>
              </tr>
            </thead>
            <tbody>
              {names.slice(1, 4).map((name) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td data-label={short}>{sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ),
    },
  ],
};
