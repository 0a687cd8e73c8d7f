import type { Examples } from './examples.ts';

export const field: Examples = {
  title: 'Field',
  note: 'Under the pointer the edge takes the colour of ink; the focus is a ring of three pixels.',
  examples: [
    {
      state: 'empty, with a hint',
      draw: ({ id, short, sentence }) => (
        <div className="field">
          <label htmlFor={`${id}-empty`}>{short}</label>
          <p className="hint" id={`${id}-empty-hint`}>
            {sentence}
          </p>
          <input id={`${id}-empty`} className="input" aria-describedby={`${id}-empty-hint`} />
        </div>
      ),
    },
    {
      state: 'filled',
      draw: ({ id, short, sentence }) => (
        <div className="field">
          <label htmlFor={`${id}-filled`}>{short}</label>
          <textarea id={`${id}-filled`} className="input" defaultValue={sentence} />
        </div>
      ),
    },
    {
      state: 'error',
      draw: ({ id, short, sentence }) => (
        <div className="field faulty">
          <label htmlFor={`${id}-error`}>{short}</label>
          <p className="fault" id={`${id}-error-fault`}>
            {sentence}
          </p>
          <input
            id={`${id}-error`}
            className="input"
            aria-invalid
            aria-describedby={`${id}-error-fault`}
            defaultValue={short}
          />
        </div>
      ),
    },
    {
      state: 'disabled',
      draw: ({ id, short }) => (
        <div className="field">
          <label htmlFor={`${id}-disabled`}>{short}</label>
          <input id={`${id}-disabled`} className="input" disabled defaultValue={short} />
        </div>
      ),
    },
    {
      state: 'a day, long text',
      draw: ({ id, long }) => (
        <div className="field">
          <label htmlFor={`${id}-day`}>{long}</label>
          <input id={`${id}-day`} type="date" className="input short" />
        </div>
      ),
    },
  ],
};
