import type { Examples } from './examples.ts';

export const button: Examples = {
  title: 'Button',
  note: 'Under the pointer a line is drawn inside the edge; nothing moves.',
  examples: [
    {
      state: 'normal',
      draw: ({ short }) => (
        <button type="button" className="button">
          {short}
        </button>
      ),
    },
    {
      state: 'second',
      draw: ({ short }) => (
        <button type="button" className="button second">
          {short}
        </button>
      ),
    },
    {
      state: 'disabled',
      draw: ({ short }) => (
        <button type="button" className="button" disabled>
          {short}
        </button>
      ),
    },
    {
      state: 'busy',
      draw: ({ short }) => (
        <button type="button" className="button" aria-disabled aria-busy>
          {short}
        </button>
      ),
    },
    {
      state: 'as a link',
      draw: ({ short }) => (
        <button type="button" className="link-button">
          {short}
        </button>
      ),
    },
    {
      state: 'long text',
      draw: ({ long }) => (
        <button type="button" className="button">
          {long}
        </button>
      ),
    },
  ],
};
